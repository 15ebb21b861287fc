package io.thalweg.streams.cli.demo;

/**
 * One thing the demo must show, and whether it did.
 *
 * @param name stable identifier, {@code lower_case}
 * @param passed whether it holds
 * @param detail one sentence with the figures
 */
public record Verdict(String name, boolean passed, String detail) {}
