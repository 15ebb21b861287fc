/** How a part of the learner is named and parameterised in a pipeline file and in a manifest. */
@NullMarked
package io.thalweg.model.spec;

import org.jspecify.annotations.NullMarked;
