"""The learnt half of hearing: a small network, trained on what people wrote, tags every word with what it asks for."""
