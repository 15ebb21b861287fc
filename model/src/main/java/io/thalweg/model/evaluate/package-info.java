/** Measures: prequential metrics, collapse, alignment, references and benchmark scorers. */
@NullMarked
package io.thalweg.model.evaluate;

import org.jspecify.annotations.NullMarked;
