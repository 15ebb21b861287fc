package io.thalweg.model.evaluate;

import io.thalweg.model.picture.Picture;

/**
 * A picture with the class it belongs to.
 *
 * @param label of its class
 */
public record LabelledPicture(Picture picture, String label) {}
