"""The ear of a model: what it is asked, what it may answer, and what becomes of everything else."""

import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from PIL import Image

from commandline import Ran
from imgfree import schema
from imgfree.chat.tape import digest_of
from imgfree.client.properties import property_changes
from imgfree.errors import BackendError, BackendRefused, BackendUnreachable, ProtocolBroken, SetupError
from imgfree.local.director.direct import direct
from imgfree.local.director.model import ModelEar
from imgfree.local.director.table import BY_NAME
from imgfree.settings import Model
from local.director.conversation import EXTRAS, Conversation, asset
from local.director.endpoint import ENDLESS, HOLD, TRICKLE, Endpoint, serving
from thorough import some

SENTENCE = "a nine second clip of these, square please"
BUILD = {"op": "build", "spans": ["clip of these"]}
NINE = {"op": "duration", "seconds": 9.0, "spans": ["nine second"]}
SQUARE = {"op": "aspect", "ratio": "1:1", "spans": ["square"]}
KEY = "sk-a-key-that-nobody-else-sees"


def talk(endpoint: Endpoint, *, name: str = "tiny", key: str | None = None, limit_s: float = 20) -> Conversation:
    """Return a conversation about two photos and a song that a model hears."""
    ear = ModelEar(Model(endpoint.url, name, key), limit_s=limit_s)
    return Conversation([asset("a.jpg"), asset("b.jpg"), EXTRAS["song.mp3"]], ear)


def refused(endpoint: Endpoint, sentence: str = SENTENCE, **how: Any) -> BackendError:
    """Return the failure that the sentence ends in; it names the address."""
    with pytest.raises(BackendError) as caught:
        talk(endpoint, **how).say(sentence)
    assert 4 == caught.value.exit_code
    assert endpoint.url in caught.value.message
    return caught.value


def test_does_what_the_model_hears() -> None:
    """Its operations make the film, and each stands in the clause of its words."""
    with serving([BUILD, NINE, SQUARE]) as endpoint:
        reply = talk(endpoint).say(SENTENCE)
    assert reply.draft is not None
    assert (9000, 1080, 1080) == (reply.draft["d"], reply.draft["m"]["width"], reply.draft["m"]["height"])
    assert ["duration", "build", "aspect"] == [op["op"] for clause in reply.clauses for op in clause.ops]
    assert "not understood" not in [clause.outcome for clause in reply.clauses]


def test_asks_in_the_form_that_all_endpoints_know() -> None:
    """One request: temperature 0, the schema of an answer, the key as a bearer."""
    with serving([BUILD, NINE, SQUARE]) as endpoint:
        talk(endpoint, key=KEY).say(SENTENCE)
    [(path, headers, body)] = endpoint.asked
    assert ("/v1/chat/completions", f"Bearer {KEY}") == (path, headers["authorization"])
    assert ("tiny", 0, ["system", "user"]) == (
        body["model"], body["temperature"], [message["role"] for message in body["messages"]],
    )  # fmt: skip
    assert "json_schema" == body["response_format"]["type"]
    offered = body["response_format"]["json_schema"]["schema"]["properties"]["operations"]["items"]["anyOf"]
    assert {f"#/$defs/{name}" for name in schema.load("operations.schema.json")["$defs"] if name in BY_NAME} == {
        one["$ref"] for one in offered
    }


def test_tells_the_words_and_the_film_and_nothing_else() -> None:
    """The sentence, names of files and a few facts on the film go there; no address of a file."""
    title = {"op": "title", "text": "Mugs", "spans": ["title “Mugs”"]}
    with serving([BUILD], [title], []) as endpoint:
        talk(endpoint).say("a clip of these", "title “Mugs”", "what now")
    first, *_, last = (json.loads(question) for question in endpoint.questions)
    assert {
        "sentence": "a clip of these",
        "photos_and_clips": ["a.jpg", "b.jpg"],
        "other_files": ["song.mp3"],
        "film": None,
    } == first
    film = last.pop("film")
    assert "what now" == last["sentence"]
    assert (["a.jpg", "b.jpg"], [{"title": "Mugs"}]) == (film["shots"], film["words"])
    assert "127.0.0.1" not in json.dumps([one[2] for one in endpoint.asked])


@pytest.mark.parametrize("base", ["", "/v1", "/v1/", "/v1/chat/completions"])
def test_takes_the_address_with_and_without_its_version(base: str) -> None:
    """Where the path has a version it is kept, else it is that of the first."""
    with serving([BUILD]) as endpoint:
        ear = ModelEar(Model((endpoint.url + base).rstrip("/"), "tiny"))
        Conversation([asset("a.jpg")], ear).say("a clip of these")
    assert "/v1/chat/completions" == endpoint.asked[0][0]


def test_takes_an_address_of_another_version() -> None:
    """Clouds number their interfaces in their own way."""
    with serving([BUILD]) as endpoint:
        Conversation([asset("a.jpg")], ModelEar(Model(f"{endpoint.url}/v1beta/openai", "tiny"))).say("a clip of these")
    assert "/v1beta/openai/chat/completions" == endpoint.asked[0][0]


@pytest.mark.parametrize(
    ("answer", "told"),
    [("Sure, I will do that!", "not JSON"), ("", "not JSON"), ("{" * 100_000 + "}", "not JSON"),
     ('{"operations": 5}', "not a list"), ('{"clauses": []}', "not a list"), ([BUILD] * 51, "not a list"),
     ([5], "no operation"), ([{**BUILD, "op": "explode"}], "no operation 'explode'"),
     ([{**BUILD, "op": ["build"]}], "no operation"), ([{**BUILD, "op": "seconds"}], "no operation 'seconds'"),
     ([{**NINE, "seconds": "nine"}], "duration: "), ([{**NINE, "seconds": -9}], "duration: "),
     ([{**NINE, "seconds": float("nan")}], "duration: "), ([{**NINE, "speed": 2}], "duration: "),
     ([{**SQUARE, "ratio": "7:1"}], "aspect: "), ([{"op": "build"}], "build: "), ([{**BUILD, "spans": []}], "build: "),
     ([{**BUILD, "spans": ["all of my photos"]}], "'all of my photos' is not in the sentence"),
     ([{**BUILD, "spans": ["Clip Of These"]}], "is not in the sentence"),
     ('{"operations": [{"op": "title", "text": "\\ud83d", "spans": ["clip"]}]}', "not JSON")],
)  # fmt: skip
def test_an_answer_that_breaks_the_rules_is_repaired_once(answer: Any, told: str) -> None:
    """The model is shown what it said and what is wrong; a second answer of the same sort ends the run."""
    with serving(answer, [BUILD, NINE, SQUARE]) as endpoint:
        assert talk(endpoint).say(SENTENCE).edited
    assert told in endpoint.questions[1]
    assert ["system", "user", "assistant", "user"] == [one["role"] for one in endpoint.asked[1][2]["messages"]]
    with serving(answer, answer) as endpoint:
        error = refused(endpoint)
    assert isinstance(error, ProtocolBroken)
    assert 2 == len(endpoint.asked)
    assert "IMGFREE_EAR=rules" in str(error.hint)
    assert len(error.message) < 400


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "<think>Well.</think>{}", "Here it is: {} Done."])
def test_words_around_an_answer_are_passed_over(wrapped: str) -> None:
    """Some endpoints let the model talk beside the JSON."""
    with serving(wrapped.replace("{}", json.dumps({"operations": [BUILD, NINE, SQUARE]}))) as endpoint:
        assert talk(endpoint).say(SENTENCE).edited


def test_a_name_that_is_no_text_is_asked_about() -> None:
    """Names of files are bytes on some systems; what cannot be written is a question mark."""
    with serving([BUILD]) as endpoint:
        conversation = talk(endpoint)
        conversation.assets = [asset("a\udce4.jpg")]
        assert conversation.say("a clip of these").edited
    assert ["a?.jpg"] == json.loads(endpoint.questions[0])["photos_and_clips"]


def test_whole_numbers_are_whole() -> None:
    """JSON knows one kind of number; photos are counted all the same."""
    with serving(
        [BUILD], '{"operations": [{"op": "order", "how": "swap", "photos": [1.0, 2.0], "spans": ["swap"]}]}'
    ) as one:
        draft = talk(one).say("a clip of these", "swap them").draft
    assert draft is not None
    assert ["b.jpg", "a.jpg"] == [segment["m"]["source"] for segment in draft["t"][0]["sg"]]


@pytest.mark.parametrize("how", [HOLD, TRICKLE])
def test_a_slow_endpoint_is_not_waited_for(how: str) -> None:
    """All that one sentence takes is bounded, also where bytes come all the time."""
    with serving(how) as endpoint:
        error = refused(endpoint, limit_s=0.2)
    assert isinstance(error, BackendUnreachable)
    assert "no answer within 0.2 s" in error.message


def test_an_answer_without_an_end_is_cut() -> None:
    """What is read is bounded as well."""
    with serving(ENDLESS) as endpoint:
        assert "has no end" in refused(endpoint).message


def test_an_endpoint_that_is_down_is_named() -> None:
    """Nobody listens there: the address, and the two ways out."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        nobody = Endpoint(url=f"http://127.0.0.1:{listener.getsockname()[1]}")
    error = refused(nobody)
    assert "cannot be reached" in error.message
    assert "IMGFREE_EAR=rules" in str(error.hint)


@pytest.mark.parametrize("status", [302, 400, 401, 404, 429, 500, 503])
def test_a_refusal_is_told_with_its_reason(status: int) -> None:
    """The status and the endpoint's own word for it; a key that it repeats is masked."""
    with serving((status, {"error": {"message": f"no, {KEY}"}})) as endpoint:
        error = refused(endpoint, key=KEY)
    assert isinstance(error, BackendRefused)
    assert f"answers {status}: no, ***" in error.message
    assert ("IMGFREE_MODEL_KEY" in (error.hint or "")) == (status == 401)
    assert "IMGFREE_EAR=rules" in (error.hint or "")


@pytest.mark.parametrize(
    "body", [b"<html>", {"ok": True}, {"choices": []}, {"choices": [{"text": "x"}]}, b"[" * 100_000]
)
def test_what_is_no_chat_endpoint_is_told(body: Any) -> None:
    """Another program may listen at that address."""
    with serving((200, body)) as endpoint:
        assert "without a message" in refused(endpoint).message


def test_an_endpoint_that_knows_no_schemas_is_asked_for_json() -> None:
    """Where the format is what it refuses, the older one is tried; what comes is checked all the same."""
    with serving((422, {"error": {"message": "response_format: json_schema is unknown"}}), [BUILD]) as endpoint:
        assert talk(endpoint).say("a clip of these").edited
    assert ["json_schema", "json_object"] == [body["response_format"]["type"] for _, _, body in endpoint.asked]
    with serving(*[(422, {"error": {"message": "response_format"}})] * 2) as endpoint:
        assert "response_format" in refused(endpoint).message


def test_the_same_question_is_asked_once() -> None:
    """The draft keeps the answer: to undo, and to say the same of the same film again, asks nobody."""
    with serving([BUILD], [NINE], [NINE]) as endpoint:
        conversation = talk(endpoint)
        first = conversation.say("a clip of these").draft
        ninth = conversation.say("nine seconds, no, nine second").draft
        assert first is not None
        assert ninth is not None
        kept = ninth["m"]["ear"]
        assert ("tiny", [NINE]) == (kept["model"], kept["operations"])
        back = conversation.say("undo").draft
        assert back is not None
        assert (first["d"], first["t"], digest_of(first)) == (back["d"], back["t"], digest_of(back))
        assert [] == list(property_changes(first, ninth))
        again = conversation.say("nine seconds, no, nine second").draft
        assert 2 == len(endpoint.asked)
        assert again is not None
        assert (ninth["t"], ninth["m"]["ear"]) == (again["t"], again["m"]["ear"])
        conversation.ear = ModelEar(Model(endpoint.url, "another"))
        conversation.say("undo", "nine seconds, no, nine second")
        assert 3 == len(endpoint.asked)


def test_a_film_is_made_again_from_what_was_kept() -> None:
    """The same words from the beginning, with the drafts at hand and the endpoint gone, make the same film."""
    with serving([BUILD, NINE, SQUARE]) as endpoint:
        before = talk(endpoint).say(SENTENCE).draft
    assert before is not None
    ear = ModelEar(Model(endpoint.url, "tiny"))
    empty = {"d": 0, "m": {"revision": 2, "parent": 0}, "t": []}
    later = Conversation([asset("a.jpg"), asset("b.jpg"), EXTRAS["song.mp3"]], ear)
    later.drafts = [before, empty]
    after = later.say(SENTENCE).draft
    assert after is not None
    assert (before["t"], before["m"]["ear"]) == (after["t"], after["m"]["ear"])


def test_an_undo_among_other_wishes_is_heard_once() -> None:
    """The model's word holds for the draft that is gone back to; it is not asked anew for it."""
    with serving([BUILD], [NINE], [{"op": "undo", "spans": ["take that back"]}, SQUARE]) as endpoint:
        draft = talk(endpoint).say("a clip of these", "nine second", "take that back, and square please").draft
    assert draft is not None
    assert (1080, 1080, 3) == (draft["m"]["width"], draft["m"]["height"], draft["m"]["revision"])
    assert draft["d"] != 9000
    assert 3 == len(endpoint.asked)


def test_what_the_model_leaves_out_is_reported() -> None:
    """Words in no span go through the same account; what cannot be had keeps its reason."""
    with serving([BUILD]) as endpoint:
        reply = talk(endpoint).say("a clip of these, flibber the wozzle, with a voice-over")
    outcomes = {clause.text: clause.outcome for clause in reply.clauses}
    assert "not understood" == outcomes["flibber the wozzle"]
    [declined] = [clause for clause in reply.clauses if clause.outcome == "declined"]
    assert "voice-over" in declined.text
    assert declined.note


def test_the_same_operation_twice_is_done_once() -> None:
    """Small models repeat themselves."""
    title = {"op": "title", "text": "Mugs", "another": True, "spans": ["Mugs"]}
    with serving([BUILD, title, title, title]) as endpoint:
        draft = talk(endpoint).say("a clip of these, called Mugs").draft
    assert draft is not None
    assert 1 == len(draft["t"][1]["sg"])


def test_waiting_ends_with_the_backend() -> None:
    """Nobody waits for a model when the server stops."""
    with serving(HOLD) as endpoint:
        conversation = talk(endpoint)
        ended: list[BaseException] = []

        def say() -> None:
            try:
                conversation.say(SENTENCE)
            except Exception as error:
                ended.append(error)

        thread = threading.Thread(target=say)
        thread.start()
        while not endpoint.asked:
            thread.join(0.01)
        conversation.ear.stop()
        thread.join(240)
        assert not thread.is_alive()
    assert 1 == len(ended)


def test_a_key_goes_only_where_nobody_can_read_it() -> None:
    """Plain http beyond this machine is refused where there is a key."""
    with pytest.raises(SetupError, match="not encrypted"):
        ModelEar(Model("http://192.168.1.7:8080", "tiny", KEY))
    ModelEar(Model("http://192.168.1.7:8080", "tiny"))
    assert KEY not in repr(Model("https://models.example", "tiny", KEY))


OPERATIONS = {name: one for name, one in schema.load("operations.schema.json")["$defs"].items() if name in BY_NAME}
VALID = Draft202012Validator(schema.load("operations.schema.json"))


def variants(name: str) -> list[dict[str, Any]]:
    """Return an operation with as little as the schema allows, with each further argument, and its examples."""
    properties = OPERATIONS[name]["properties"]
    least = {argument: properties[argument]["examples"][0] for argument in OPERATIONS[name]["required"]}
    further = [{**least, argument: one["examples"][0]} for argument, one in properties.items()]
    allowed = [one for one in (least, *further) if VALID.is_valid(one)]
    return [*allowed, *OPERATIONS[name]["examples"]]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_of_the_schema_is_carried_out(name: str) -> None:
    """No operation needs more than the schema does, be there no film, one of photos, or one with a clip and words."""
    photos = Conversation([asset(file) for file in ("a.jpg", "b.jpg", "c.jpg")])
    mixed = Conversation([asset("a.jpg"), *(EXTRAS[file] for file in ("clip.mp4", "song.mp3", "logo.png"))])
    none = Conversation(mixed.assets)
    for film in (photos, mixed):
        assert film.say('a video of these with title "Hello"').edited
    answers = [[{**one, "spans": ["so be it"]}] for one in some(variants(name), 2)]
    with serving(*(answer for answer in answers for _ in range(3))) as endpoint:
        ear = ModelEar(Model(endpoint.url, "tiny"))
        for _ in answers:
            assert all(direct("so be it", film.assets, film.drafts, ear=ear).text for film in (photos, mixed, none))


RECIPE = """\
version: 1
name: heard
inputs:
  files: {type: array, items: {type: string, format: file}, default: [a.png]}
steps:
  - upload: "{{ inputs.files }}"
  - instruct: a nine second clip of these
"""


@pytest.fixture
def recorded(imgfree: Callable[..., Ran], tmp_path: Path) -> Callable[[Endpoint], Ran]:
    """Return what records a run of a small recipe that this endpoint hears."""
    Image.new("RGB", (8, 8), (200, 90, 40)).save(tmp_path / "a.png")
    (tmp_path / "heard.yaml").write_text(RECIPE, encoding="utf-8")

    def run(endpoint: Endpoint) -> Ran:
        env = {"IMGFREE_EAR": "model", "IMGFREE_MODEL": "tiny", "IMGFREE_MODEL_KEY": KEY}
        env["IMGFREE_MODEL_URL"] = endpoint.url
        return imgfree("run", "heard.yaml", "--backend", "local", "--record", "tape.yaml", env=env)

    return run


def everything(folder: Path) -> bytes:
    """Return all that lies below a folder, as one."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_run_says_who_hears_it(
    recorded: Callable[[Endpoint], Ran], imgfree: Callable[..., Ran], tmp_path: Path
) -> None:
    """The first line names the model and its address; so does the journal, without the key. A replay asks nobody."""
    with serving([{**BUILD}, {**NINE}]) as endpoint:
        ran = recorded(endpoint)
    assert 0 == ran.returncode, ran.stderr
    heard = f"the model 'tiny' at {endpoint.url}"
    assert f"the words are heard by {heard}" in ran.stderr.splitlines()[0]
    [log] = (tmp_path / ".imgfree/runs").glob("*/events.jsonl")
    assert heard == json.loads(log.read_text(encoding="utf-8").splitlines()[0])["ear"]
    assert 1 == len(endpoint.asked)
    assert KEY not in ran.stdout + ran.stderr
    assert KEY.encode() not in everything(tmp_path)
    replayed = imgfree("run", "heard.yaml", "--replay", "tape.yaml")
    assert 0 == replayed.returncode, replayed.stderr
    assert "heard by" not in replayed.stderr


def test_a_run_ends_where_its_model_cannot_be_asked(recorded: Callable[[Endpoint], Ran], tmp_path: Path) -> None:
    """Exit 4 with the address and the way out; a key that the endpoint repeats is written nowhere."""
    with serving(*[(401, {"error": {"message": f"bad key {KEY}"}})] * 3) as endpoint:
        ran = recorded(endpoint)
    assert 4 == ran.returncode, ran.stderr
    assert endpoint.url in ran.stderr
    assert "IMGFREE_EAR=rules" in ran.stderr
    assert 1 == len(endpoint.asked)
    assert KEY not in ran.stdout + ran.stderr
    assert KEY.encode() not in everything(tmp_path)


def test_explain_hears_with_the_same_ear(imgfree: Callable[..., Ran]) -> None:
    """It says so, and what the model hears; without an endpoint it is exit 4."""
    with serving([BUILD, NINE]) as endpoint:
        env = {"IMGFREE_EAR": "model", "IMGFREE_MODEL": "tiny", "IMGFREE_MODEL_URL": endpoint.url}
        ran = imgfree("explain", "a nine second clip of these", "--photos", "2", env=env)
    assert f"'tiny' at {endpoint.url}" in ran.stderr
    assert "9.0 s" in ran.stdout
    assert 4 == imgfree("explain", "a clip of these", "--photos", "2", env=env).returncode
