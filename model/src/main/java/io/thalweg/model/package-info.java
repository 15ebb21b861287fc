/** The learning core. Knows tensors, nothing of Kafka. */
@NullMarked
package io.thalweg.model;

import org.jspecify.annotations.NullMarked;
