/** The running service: cluster, topics, fields, and the two Kafka Streams applications. */
@NullMarked
package io.thalweg.streams.runtime;

import org.jspecify.annotations.NullMarked;
