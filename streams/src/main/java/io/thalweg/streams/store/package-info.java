/**
 * State in Kafka Streams' built-in stores, written with {@code put} inside {@code process}.
 *
 * <p>Never a custom store: one that writes its changelog from {@code flush} or {@code commit} does
 * so after the transaction's commit, and breaks exactly-once.
 */
@NullMarked
package io.thalweg.streams.store;

import org.jspecify.annotations.NullMarked;
