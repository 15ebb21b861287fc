/**
 * Bytes of a Kafka record to a reading, or a rejection with its reason.
 *
 * <p>Nothing here throws for bad input: whatever arrives, the stream goes on.
 */
@org.jspecify.annotations.NullMarked
package io.thalweg.streams.decode;
