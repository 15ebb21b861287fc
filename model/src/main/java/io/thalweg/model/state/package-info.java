/** How state becomes bytes and back, bit for bit: little-endian, lengths checked before reading. */
@NullMarked
package io.thalweg.model.state;

import org.jspecify.annotations.NullMarked;
