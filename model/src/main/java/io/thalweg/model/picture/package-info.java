/**
 * Pictures: from the bytes of an image file to unsigned 8-bit pixels of the pipeline's size, and
 * back to files a person can look at.
 *
 * <p>Bytes come from topics, so nothing in them is believed: the format is told from the first
 * bytes, sizes are read from the header and limited before anything is allocated, and only the
 * segments a picture needs ever reach a decoder.
 */
@NullMarked
package io.thalweg.model.picture;

import org.jspecify.annotations.NullMarked;
