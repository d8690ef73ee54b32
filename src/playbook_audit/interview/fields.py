"""A field as state: the text being written and what is said under it."""

import unicodedata
from dataclasses import dataclass, field

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from playbook_audit.interview.interface import UNKNOWN, Given, Prompt, Reply
from playbook_audit.interview.pasting import pasted
from playbook_audit.interview.replies import BACK, Gesture, gestures, typed_reply


@dataclass
class Field:
    """One line of text, for a number, a date, a month or words."""

    gestures: tuple[Gesture, ...]
    buffer: Buffer
    notice: str | None = field(default=None)
    """Said under the field instead of the refusal."""
    filled: str = ""
    """The answer the field began with: ``?`` typed after it still asks why."""

    def paste(self, text: str) -> None:
        """Insert a paste, however many lines it has, and say what was changed."""
        kept, remark = pasted(text)
        self.buffer.insert_text(kept)
        self.notice = remark or self.notice

    def enter(self) -> Reply:
        """Give the reply of Enter."""
        return self._gesture or Given(self._text)

    @property
    def draft(self) -> str | None:
        """Give what is worth keeping when the question is left for a moment."""
        return self.buffer.text if self._gesture is None else self.filled or None

    @property
    def _text(self) -> str:
        return unicodedata.normalize("NFC", self.buffer.text.strip())

    @property
    def _gesture(self) -> Reply | None:
        """Give what is typed instead of an answer, alone or after the one on file.

        ``<`` is never an answer, even where there is nothing to go back to.
        """
        offered = (*self.gestures, BACK)
        added = self._text.removeprefix(self.filled)
        return typed_reply(self._text, offered) or typed_reply(added, offered)


def of_prompt(prompt: Prompt) -> Field:
    """Give the field of an open question, the answer on file ready to be corrected."""
    current = prompt.current if isinstance(prompt.current, str) else ""
    text = "" if current == UNKNOWN else current
    buffer = Buffer(document=Document(text), multiline=False)
    return Field(gestures(prompt), buffer, filled=text)
