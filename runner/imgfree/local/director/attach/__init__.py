"""What belongs to what in a sentence: its words are given to the frames that they evoke, where it costs least."""
