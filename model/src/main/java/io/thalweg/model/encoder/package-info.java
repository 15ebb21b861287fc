/**
 * Encoders: items to embeddings, one file per network. An encoder does not know which modality
 * feeds it, what is predicted from its embeddings, or how it is optimised.
 */
@NullMarked
package io.thalweg.model.encoder;

import org.jspecify.annotations.NullMarked;
