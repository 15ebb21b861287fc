/** {@code bench}: how fast this machine learns and serves, beside what Kafka alone can do. */
@NullMarked
package io.thalweg.streams.cli.bench;

import org.jspecify.annotations.NullMarked;
