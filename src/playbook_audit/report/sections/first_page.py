"""The first page: what an elected person needs to decide, and nothing that could become a grade."""

from playbook_audit.assessment.facts.fleet import SILENT
from playbook_audit.model.assessment import AccountAssessment
from playbook_audit.report.actions import (
    DECISIVE_RISK,
    Matter,
    Proposal,
    due,
    first_matters,
    first_proposals,
    proposals,
)
from playbook_audit.report.case import Case
from playbook_audit.report.interface import (
    Block,
    Bullets,
    Column,
    Item,
    Notice,
    Paragraph,
    Section,
    Subheading,
    Table,
    Text,
)
from playbook_audit.report.labels import MOST_NAMED, OUT_OF_SERVICE, Labels
from playbook_audit.report.sections.benefits import (
    BenefitGroup,
    benefits_in,
    fact_of,
    missing_answers,
    near_benefits,
    note_of,
)
from playbook_audit.report.sections.risks import heaviest, in_reading_order
from playbook_audit.report.spans import joined, listed, ours, said, sentence_case, strong, typed
from playbook_audit.report.words import agreed, effort, number, plural

LIVING = frozenset(("active", "launching", "slowing"))
MOST_TITLES = 2
STOPPING = frozenset(("archive", "close", "merge"))
"""Decisions that stop an account."""


def build(case: Case, labels: Labels) -> Section:
    """Give the first page."""
    blocks = (
        Subheading(ours("En trois lignes")),
        Bullets(tuple(Item(one) for one in three_lines(case, labels))),
        Subheading(ours("Ce qui marche")),
        *_what_works(case, labels),
        *_to_decide(case, labels),
        Subheading(ours("Les six risques")),
        _risks(case, labels),
    )
    return Section("first-page", "L’essentiel", blocks, first_page=True)


# ---------------------------------------------------------------- three lines


def three_lines(case: Case, labels: Labels) -> tuple[Text, Text, Text]:
    """Give the accounts that fall silent, the gravest fact on the image, and the best fact."""
    return silence(case, labels), _image(case, labels), _best(case, labels)


def silence(case: Case, labels: Labels) -> Text:
    """Give how many accounts fall silent, and which."""
    accounts = case.assessment.accounts
    if not accounts:
        return ours(_NO_ACCOUNT if labels.is_absent else _NO_LIST)
    open_ones = [one for one in accounts if not set(one.states) <= OUT_OF_SERVICE]
    lines = [
        _silent(open_ones, labels),
        _perhaps_silent(open_ones, labels),
        _in_state(open_ones, "never_started", "jamais démarré", labels),
        _stopped(accounts),
    ]
    return joined([line for line in lines if line], " ")


_NO_ACCOUNT = "Vous n’avez aucun compte à tenir : c’est un choix possible, et rien ne le pénalise."
_NO_LIST = "La liste de vos comptes reste à remplir : c’est par elle que tout commence."


def _silent(open_ones: list[AccountAssessment], labels: Labels) -> Text:
    keys = [one.key for one in open_ones if one.states and set(one.states) <= SILENT]
    count = len(open_ones)
    if not open_ones:
        return ours("Aucun de vos comptes n’est en service.")
    if keys:
        verb = agreed(len(keys), "se tait", "se taisent")
        share = f"{plural(len(keys), 'compte')} sur {number(count)} {verb}"
        return said("{share} : {names}.", share=share, names=_named(keys, labels))
    if all(map(_may_be_silent, open_ones)):
        return ours(f"On ne sait pas encore si {_yours(count)} : {_what_would_tell(open_ones)}.")
    if count == 1:
        return ours("Aucun silence établi sur votre compte en service.")
    return ours(f"Aucun silence établi parmi vos {number(count)} comptes en service.")


def _named(keys: list[str], labels: Labels) -> Text:
    return listed([labels.account(key) for key in keys], most=MOST_NAMED)


def _yours(count: int) -> str:
    return "votre compte vit" if count == 1 else f"vos {number(count)} comptes vivent"


def _what_would_tell(accounts: list[AccountAssessment]) -> str:
    """Give what is missing: a date, or the rhythm that would say what a known silence means."""
    if any(
        one.silence_days is None or one.silence_days.low < one.silence_days.high for one in accounts
    ):
        return "il manque des dates"
    return "le silence est connu, le rythme habituel ne l’est pas"


def _may_be_silent(account: AccountAssessment) -> bool:
    return bool(set(account.states) & SILENT and set(account.states) - SILENT)


def _perhaps_silent(open_ones: list[AccountAssessment], labels: Labels) -> Text:
    keys = [one.key for one in open_ones if _may_be_silent(one)]
    if not keys or len(keys) == len(open_ones):
        return ()
    verb = agreed(len(keys), "se tait", "se taisent")
    return said(
        "{count} {verb} peut-être ; une date ou un rythme plus sûrs le diraient : {names}.",
        count=plural(len(keys), "compte"),
        verb=verb,
        names=_named(keys, labels),
    )


def _in_state(open_ones: list[AccountAssessment], state: str, words: str, labels: Labels) -> Text:
    keys = [one.key for one in open_ones if one.states == (state,)]
    if not keys:
        return ()
    count = plural(len(keys), "compte")
    verb = agreed(len(keys), f"n’a {words}", f"n’ont {words}")
    return said("{count} {verb} : {names}.", count=count, verb=verb, names=_named(keys, labels))


def _stopped(accounts: tuple[AccountAssessment, ...]) -> Text:
    closed = sum(one.states == ("closed",) for one in accounts)
    if not closed:
        return ()
    verb = agreed(closed, "a été fermé volontairement", "ont été fermés volontairement")
    return ours(f"{plural(closed, 'autre')} {verb}.")


def _image(case: Case, labels: Labels) -> Text:
    """Give the gravest fact about the image, or what is known of it."""
    found = [one for one in case.assessment.findings if one.risk == "fragmentation"]
    raised = [one for one in case.assessment.raised if one.risk == "fragmentation"]
    if raised:
        return labels.says(raised[0])
    if any(one.state == "unknown" for one in found):
        return ours("Il manque des réponses pour dire si votre image se lit d’un seul regard.")
    return ours("Rien, dans vos réponses, ne brouille votre image.")


def _best(case: Case, labels: Labels) -> Text:
    """Give the best fact: a benefit had, otherwise the accounts that live."""
    had = benefits_in(case, "realised")
    if had:
        return fact_of(had[0], labels)
    near = near_benefits(case)
    if near:
        return said("{title} : peut-être déjà là.", title=near[0].rule.title)
    return _living(case) or ours("Vos réponses ne disent pas encore ce qui marche le mieux.")


def _living(case: Case) -> Text:
    living = [one for one in case.assessment.accounts if one.states and set(one.states) <= LIVING]
    if not living:
        return ()
    if len(case.assessment.accounts) == 1:
        return ours("Votre compte publie à un rythme qui ne laisse pas de doute.")
    verb = agreed(len(living), "publie", "publient")
    return ours(f"{plural(len(living), 'compte')} {verb} à un rythme qui ne laisse pas de doute.")


# ---------------------------------------------------------------- what works


def _what_works(case: Case, labels: Labels) -> tuple[Block, ...]:
    most = int(case.catalogue.rulebook.numbers["first_benefits"])
    had = [_benefit(one, labels) for one in benefits_in(case, "realised")]
    near = [_near(one, labels) for one in near_benefits(case)]
    shown = (had or near)[:most]
    if shown:
        return (Bullets(tuple(Item(one) for one in shown)),)
    return (Paragraph(_living(case) or ours(_NOTHING_KNOWN)),)


def _benefit(had: BenefitGroup, labels: Labels) -> Text:
    """Give a benefit: the example people noted is worth more than our sentence."""
    title, note = strong(ours(had.rule.title)), note_of(had, labels.case)
    fact = said("« {note} ».", note=typed(note)) if note else fact_of(had, labels)
    return said("{title} : {fact} {keep}", title=title, fact=fact, keep=had.rule.keep)


def _near(group: BenefitGroup, labels: Labels) -> Text:
    """Give a benefit that is perhaps there already, and the answers that would tell."""
    return said(
        "{title} : peut-être déjà là. {missing}.",
        title=strong(ours(group.rule.title)),
        missing=missing_answers(group, labels),
    )


_NOTHING_KNOWN = (
    "Vos réponses ne suffisent pas encore à le dire, et cela ne veut pas dire que rien ne marche : "
    "un exemple ou un chiffre noté dans vos réponses suffit souvent à le montrer."
)


# ---------------------------------------------------------------- what to decide


def _to_decide(case: Case, labels: Labels) -> tuple[Block, ...]:
    taken = first_matters(case)
    proposed = first_proposals(case, taken)
    items = (
        *(_matter(one, case, labels) for one in taken),
        *(_proposal(one, labels) for one in proposed),
    )
    calm = case.assessment.nothing_urgent
    notice = (Notice("Rien d’urgent", (Paragraph(ours(_CALM)),)),) if calm else ()
    if not items:
        return notice or (Notice("À décider d’abord", (Paragraph(ours(_NOTHING_RAISED)),)),)
    title = "À faire, sans urgence" if calm else "À décider d’abord"
    return (*notice, Notice(title, (Bullets(items, numbered=True),)))


_CALM = (
    "Aucun risque ne dépasse « modéré », même en comptant ce qui reste à savoir. Continuez ainsi."
)
_NOTHING_RAISED = (
    "Aucun constat n’est établi à ce jour. Les réponses à chercher d’abord sont dans la partie 5."
)


def _matter(matter: Matter, case: Case, labels: Labels) -> Item:
    remedy = matter.rule.remedy[0]
    lines = (
        _why(matter, labels),
        *_proposals_within(matter, case, labels),
        said(
            "Qui : {who}. Quand : {due}. Temps : {time}.",
            who=labels.who(remedy.who),
            due=due(case.assessment.on, remedy.within_days),
            time=effort(remedy.effort),
        ),
        said("Sinon : {otherwise}", otherwise=_lowered(matter.rule.otherwise)),
    )
    return Item(strong(_what(matter, case, labels)), lines)


def _what(matter: Matter, case: Case, labels: Labels) -> Text:
    """Give what is asked, for which accounts unless the sentence under it names them.

    Where stopping the account is proposed, the remedy, which may be to publish, is not what is
    asked first.
    """
    do = matter.rule.remedy[0].do
    if matter.rule.for_each is None:
        return ours(do)
    kept = _proposals_for(matter, case)
    if len(kept) == 1 and kept[0].row.decision in STOPPING:
        do = f"Décider : {_lowered(kept[0].row.title)}, comme nous le proposons, ou reprendre"
    return said("{do} ({names})", do=do, names=labels.accounts(matter.keys))


def _why(matter: Matter, labels: Labels) -> Text:
    """Give the fact when there is one, what it means when there are several."""
    if len(matter.findings) == 1:
        return labels.says(matter.gravest)
    return said("{title} : {why}", title=matter.rule.title, why=_lowered(matter.rule.why))


def _proposals_within(matter: Matter, case: Case, labels: Labels) -> tuple[Text, ...]:
    """Give the decision proposed for each silent account, which the remedy leaves open."""
    kept = _proposals_for(matter, case)
    if not kept:
        return ()
    parts = [_proposed(one, labels, alone=len(kept) == 1) for one in kept]
    return (said("Notre proposition : {words}.", words=joined(parts, " ; ")),)


def _proposals_for(matter: Matter, case: Case) -> list[Proposal]:
    if matter.rule.risk != DECISIVE_RISK or matter.rule.for_each is None:
        return []
    kept = [
        Proposal(one.row, tuple(key for key in one.keys if key in matter.keys))
        for one in proposals(case)
    ]
    return [one for one in kept if one.keys]


def _proposed(proposal: Proposal, labels: Labels, *, alone: bool) -> Text:
    word = _lowered(proposal.row.title)
    if alone:
        return said("{word} ({do})", word=word, do=_lowered(proposal.row.do).rstrip("."))
    return said("{word} {names}", word=word, names=labels.accounts(proposal.keys))


def _proposal(proposal: Proposal, labels: Labels) -> Item:
    what = said("{title} ({names})", title=proposal.row.title, names=labels.accounts(proposal.keys))
    who = said("Qui : {who}.", who=labels.who("communication"))
    return Item(strong(what), (ours(proposal.row.because), ours(proposal.row.do), who))


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


# ---------------------------------------------------------------- the six risks


def _risks(case: Case, labels: Labels) -> Table:
    columns = (Column("Risque"), Column("Niveau"), Column("Ce qui pèse le plus", essential=False))
    titles = case.catalogue.rulebook.risks
    rows = tuple(
        (
            ours(titles[risk.id].title),
            ours(labels.level(risk.levels)),
            _titles(heaviest(case, risk.id)),
        )
        for risk in in_reading_order(case)
    )
    return Table("Niveau de chaque risque, en mots", columns, rows)


def _titles(found: tuple[Matter, ...]) -> Text:
    titles = [ours(_lowered(one.rule.title)) for one in found[:MOST_TITLES]]
    return sentence_case(listed(titles)) or ours("rien d’établi")
