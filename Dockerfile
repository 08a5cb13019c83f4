# imgfree with the local backend: films without account or network.
#   docker build -t imgfree .
#   docker run --rm -v "$PWD":/films imgfree run recipes/product-reel.yaml
#   docker run --rm -p 127.0.0.1:8765:8765 imgfree serve --host 0.0.0.0
FROM python:3.13-slim-trixie AS build
COPY . /source
RUN python -m venv /opt/imgfree && /opt/imgfree/bin/pip install --no-cache-dir '/source[local,sheets]'

FROM python:3.13-slim-trixie
RUN useradd --create-home --uid 1000 imgfree \
    && install -d -o imgfree /films
COPY --from=build /opt/imgfree /opt/imgfree
ENV PATH=/opt/imgfree/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 1000
WORKDIR /films
EXPOSE 8765
ENTRYPOINT ["imgfree"]
CMD ["--help"]
