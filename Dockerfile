# ir-extract with all its extras and Tesseract as the second reader of scans. Needs no network when it runs.
FROM python:3.12-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-jpn \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pyproject.toml README.md LICENSE ir_extract.py ./
COPY docs/ir-extract.1 docs/
COPY schemas schemas
COPY extract extract
RUN pip install --no-cache-dir '.[all]' && rm -rf /src/*
RUN useradd --create-home reader
USER reader
WORKDIR /home/reader
ENTRYPOINT ["ir-extract"]
CMD ["--help"]
