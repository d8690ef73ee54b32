"""The words conditions may use in one catalogue: its questions, our facts, its parameters."""

from functools import lru_cache

from playbook_audit.assessment.facts import FACTS
from playbook_audit.conditions.vocabulary import Vocabulary, terms_of_facts, terms_of_questions
from playbook_audit.model.catalogue import Catalogue


@lru_cache(maxsize=4)
def vocabulary_of(catalogue: Catalogue) -> Vocabulary:
    """Give the vocabulary of a catalogue; catalogues are compared by identity."""
    rulebook = catalogue.rulebook
    names = {
        "account.state": {state.id: state.title for state in rulebook.states.values()},
        "account.network": {one.id: one.title for one in rulebook.networks.values()},
    }
    terms = (*terms_of_questions(catalogue.questionnaire), *terms_of_facts(FACTS.values(), names))
    return Vocabulary(
        terms={term.id: term for term in terms},
        parameters={one.id: one.value for one in rulebook.parameters.values()},
    )
