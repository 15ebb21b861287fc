/**
 * Pretext tasks: what is to be predicted from what, derived from a segment alone. One file each.
 */
@NullMarked
package io.thalweg.model.pretext;

import org.jspecify.annotations.NullMarked;
