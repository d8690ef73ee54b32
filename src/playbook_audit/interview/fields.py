"""A field as state: the text being written and what is said under it."""

import unicodedata
from dataclasses import dataclass, field

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

from playbook_audit.interview.interface import UNKNOWN, Given, Prompt, Reply
from playbook_audit.interview.pasting import pasted
from playbook_audit.interview.replies import Gesture, gestures, typed_reply


@dataclass
class Field:
    """One line of text, for a number, a date, a month or words."""

    gestures: tuple[Gesture, ...]
    buffer: Buffer
    notice: str | None = field(default=None)
    """Said under the field instead of the refusal."""

    def paste(self, text: str) -> None:
        """Insert a paste, however many lines it has, and say what was changed."""
        kept, remark = pasted(text)
        self.buffer.insert_text(kept)
        self.notice = remark or self.notice

    def enter(self) -> Reply:
        """Give the reply of Enter."""
        text = unicodedata.normalize("NFC", self.buffer.text.strip())
        return typed_reply(text, self.gestures) or Given(text)

    @property
    def draft(self) -> str | None:
        """Give what is worth keeping when the question is left for a moment."""
        text = self.buffer.text
        return text if typed_reply(text, self.gestures) is None else None


def of_prompt(prompt: Prompt) -> Field:
    """Give the field of an open question, the answer on file ready to be corrected."""
    current = prompt.current if isinstance(prompt.current, str) else ""
    text = "" if current == UNKNOWN else current
    return Field(gestures(prompt), Buffer(document=Document(text), multiline=False))
