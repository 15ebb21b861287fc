/**
 * A schema registry over Confluent's REST API, which Confluent's, Apicurio's (under {@code
 * /apis/ccompat/v7}), Karapace and Redpanda speak: schemas by id, ids by subject. ADR 5 says why
 * this is not a library.
 */
@NullMarked
package io.thalweg.streams.registry;

import org.jspecify.annotations.NullMarked;
