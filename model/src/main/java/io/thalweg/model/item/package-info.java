/**
 * From events to items and segments: what one entity's readings become before anything is learned
 * from them. Learning and serving share this package, so both see the same numbers.
 */
@NullMarked
package io.thalweg.model.item;

import org.jspecify.annotations.NullMarked;
