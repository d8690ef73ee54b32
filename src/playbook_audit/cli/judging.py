"""From an answers file to a case ready to be told: what several commands do first."""

from datetime import date
from pathlib import Path

from playbook_audit.assessment.confront import confronted
from playbook_audit.assessment.engine import assess
from playbook_audit.assessment.inquiry import inquire
from playbook_audit.catalogue.load import catalogue
from playbook_audit.dossier.read import read_answers
from playbook_audit.dossier.remarks import answers_after
from playbook_audit.evidence.beside import measures_beside
from playbook_audit.model.errors import InvalidInput
from playbook_audit.report.case import Case


def judged(file: Path, on: date | None) -> Case:
    """Read an answers file and judge it, on ``on``, otherwise its own date, otherwise today."""
    rules, today = catalogue(), date.today()
    answers = read_answers(file, rules, on or today)
    day = on or answers.on or today
    too_late = answers_after(answers, str(file), day)
    if too_late:
        raise InvalidInput(too_late)
    given = confronted(rules, answers, measures_beside(file), day)
    assessment = assess(rules, given, day)
    return Case(rules, given, assessment, inquire(rules, given, assessment))
