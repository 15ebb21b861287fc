package io.thalweg.streams.decode;

/**
 * One record of a file.
 *
 * @param row its number among the records, from 0; the header does not count
 * @param raw its bytes as they stand in the file
 * @param decoded what they mean
 */
public record FileEvent(long row, byte[] raw, Decoded decoded) {}
