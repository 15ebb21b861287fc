/**
 * The Kafka this program brings along, and the topics it needs on any Kafka.
 *
 * <p>{@link io.thalweg.streams.broker.EmbeddedBroker} is a real single-node broker inside this
 * process, for everyone who has no cluster at hand; {@link io.thalweg.streams.broker.TopicAdmin}
 * creates and checks topics on it or on any other cluster. Nothing else in the project knows which
 * of the two it talks to.
 */
@NullMarked
package io.thalweg.streams.broker;

import org.jspecify.annotations.NullMarked;
