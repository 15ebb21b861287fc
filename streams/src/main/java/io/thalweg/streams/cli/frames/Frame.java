package io.thalweg.streams.cli.frames;

/**
 * One picture on its way to a topic.
 *
 * @param bytes a JPEG, PNG, PGM or PPM file; the receiver's own
 * @param timestampMillis when it counts as taken, milliseconds since 1970-01-01 UTC
 * @param name what to call it in a message: the file's name, or the number of the frame
 */
@SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
public record Frame(byte[] bytes, long timestampMillis, String name) {}
