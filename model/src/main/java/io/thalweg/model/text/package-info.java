/**
 * Words that keep coming: a vocabulary that grows and ages within a budget of bytes, and vectors
 * that are learned from each sentence as it arrives (skip-gram, CBOW). Tokenizers make tokens of
 * lines. And the next id by counting: n-grams within a budget of bytes, and their mixture with what
 * a network says.
 */
@NullMarked
package io.thalweg.model.text;

import org.jspecify.annotations.NullMarked;
