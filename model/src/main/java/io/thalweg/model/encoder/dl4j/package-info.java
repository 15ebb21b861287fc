/**
 * Networks of Deeplearning4j as encoders.
 *
 * <p>A network is given by DL4J's own JSON, which travels in every snapshot. So a reader of a model
 * topic builds what a stranger wrote: {@link io.thalweg.model.encoder.dl4j.CheckedJson} says what
 * that can be.
 */
@NullMarked
package io.thalweg.model.encoder.dl4j;

import org.jspecify.annotations.NullMarked;
