/**
 * The pipeline file as validated records.
 *
 * <p>A default lives in the {@code DEFAULTS} of its section, a range in the compact constructor of
 * its section, and a key's spelling in its {@code @JsonProperty}: each in one place only.
 */
@org.jspecify.annotations.NullMarked
package io.thalweg.streams.config;
