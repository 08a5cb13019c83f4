"""English GUI instructions."""

import pytest

from imgfree.client.gui.translate import gui_words

EXPORTS = "imgfree exports it (the `export` step or `imgfree make`)"
CHAT = "(an `instruct` step or `imgfree chat`)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Your reel is ready! Click the Export button to download it.",
            f"Your reel is ready! {EXPORTS}.",
        ),
        ('You can click the "Export" button in the top right corner.', f"{EXPORTS}."),
        ("I added music. Now click on **Export** to save.", f"I added music. {EXPORTS}."),
        ("Use the Export button when you are happy.", f"{EXPORTS} when you are happy."),
        ("Select Export from the File menu.", f"{EXPORTS}."),
        ("The Export button is in the top-right corner.", f"{EXPORTS}."),
        ("You can save it by clicking the Export button.", "You can save it with the `export` step or `imgfree make`."),
        ("Press the download icon.", f"{EXPORTS}."),
        ("Click the “Add Music” button to pick a song.", f"Ask imgfree for “Add Music” {CHAT} to pick a song."),
        ("Click 'Generate' to start.", f"Ask imgfree for “Generate” {CHAT} to start."),
        ("Don't forget to click the Save button.", f"Don't forget to ask imgfree for “Save” {CHAT}."),
        (
            "Please open the Media panel to see your clips.",
            "imgfree reads the state (`imgfree status`).",
        ),
        ("Drag the clip to the start.", f"Ask imgfree to move the clip to the start {CHAT}."),
        (
            "You can drag and drop it onto track 2, or trim it.",
            f"Ask imgfree to move it onto track 2 {CHAT}, or trim it.",
        ),
        ("Drag your photos here.", "Give imgfree the files (the `upload` step or `imgfree make`)."),
        ("You can preview it in the timeline.", "`imgfree status` shows the timeline."),
        ("Done! Preview in timeline.", "Done! `imgfree status` shows the timeline."),
        ("Please check your account/billing page.", "`imgfree credits` shows the balance."),
        ("Check your account or billing settings.", "`imgfree credits` shows the balance."),
        ("Click the link below to register.", "Follow the link below to register."),
    ],
)
def test_instructions_become_imgfrees(text: str, shown: str) -> None:
    """Each GUI instruction becomes what imgfree does or the command that does it; the rest stays."""
    assert shown == gui_words(text)
