/**
 * Nullness annotations for the generated records only. Hand-written code uses JSpecify's, but those
 * annotate types, and the Avro generator writes qualified type names ({@code java.lang.String}), in
 * front of which Java does not allow a type annotation.
 */
@NullMarked
package io.thalweg.schema.nullness;

import org.jspecify.annotations.NullMarked;
