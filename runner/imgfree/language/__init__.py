"""What people's words are: which language, and who is to serve them. Client and local backend share it."""
