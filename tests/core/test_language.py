"""Which language a Markdown text counts as, and which of its paragraphs stand out."""

import pytest

from kb_build.text import language, outline
from kb_build.text.language import CANDIDATES
from kb_build.text.outline import Passage

EXAMPLES = "language"


def test_the_language_of_a_text_is_told_by_its_passages(example):
    verdict = language.detect(outline.read(example.given).passages)
    example.check(
        {
            "language": verdict.language,
            "sure": verdict.sure,
            "words": verdict.words,
            "foreign": [
                f"{vote.passage.line} {vote.language}" for vote in verdict.foreign(verdict.language)
            ],
            "votes": [f"{vote.passage.line} {vote.language or '-'}" for vote in verdict.votes],
        }
    )


SENTENCES = {
    "it": "Il bambino ha scritto all’azienda per chiedere un altro giocattolo, e ha aspettato.",
    "es": "El niño escribió a la empresa para pedir otro juguete, y esperó la respuesta.",
    "el": "Το παιδί έγραψε στην εταιρεία για να ζητήσει άλλο παιχνίδι, και περίμενε την απάντηση.",
    "en": "The boy wrote to the company to ask for another toy, and waited for an answer.",
    "pt": "O menino escreveu à empresa para pedir outro brinquedo, e esperou pela resposta.",
    "ca": "El nen va escriure a l’empresa per demanar una altra joguina, i va esperar la resposta.",
    "fr": "Le garçon a écrit à l’entreprise pour demander un autre jouet, et il a attendu.",
    "de": "Der Junge schrieb an die Firma, um ein anderes Spielzeug zu bekommen, und wartete.",
}


@pytest.mark.parametrize("tag", CANDIDATES)
def test_one_sentence_is_enough_to_tell_the_candidates_apart(tag):
    verdict = language.detect([Passage(SENTENCES[tag], 1, False)])
    assert (verdict.language, verdict.share, verdict.sure) == (tag, 1.0, True)


def test_the_same_text_always_gets_the_same_verdict():
    mixed = Passage(" ".join(SENTENCES.values()).replace(SENTENCES["el"], ""), 1, False)
    verdicts = {language.detect([mixed]) for _ in range(20)}
    assert len(verdicts) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "123 456 789 000",
        "🎲" * 30,
        "これはとても長い日本語の文章です、いろいろなことが書いてあります",
        "Мальчик написал в компанию LEGO и попросил другую игрушку, а потом долго ждал ответа.",
    ],
)
def test_a_text_without_words_of_any_candidate_stays_undecided(text):
    verdict = language.detect([Passage(text, 1, False)])
    assert (verdict.language, verdict.sure, verdict.foreign("it")) == ("", False, [])
