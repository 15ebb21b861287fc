/** What numerical tests share: random arrays, central differences, allocation counts. */
@NullMarked
package io.thalweg.model.testing;

import org.jspecify.annotations.NullMarked;
