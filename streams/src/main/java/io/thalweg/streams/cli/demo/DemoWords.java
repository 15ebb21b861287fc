package io.thalweg.streams.cli.demo;

/**
 * What a demo calls things.
 *
 * @param command that starts it
 * @param events what its events are, as in "1,644 ... (21.0 per second)"
 * @param learning what it learns, as in "warming up: learning ..."
 * @param baseline the guess that the model must beat
 */
record DemoWords(String command, String events, String learning, Baseline baseline) {}
