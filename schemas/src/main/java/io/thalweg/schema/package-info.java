/**
 * The public records of every topic, and how they become bytes.
 *
 * <p>The record classes are generated from {@code src/main/avro}; beside them stand the codecs. All
 * bytes are Avro single-object encoding: {@code C3 01}, the CRC-64-AVRO fingerprint of the writer's
 * schema in little-endian order, and the Avro binary body. {@link io.thalweg.schema.AvroCodec}
 * serves every record; {@link io.thalweg.schema.SensorEventReader}, {@link
 * io.thalweg.schema.SensorEventWriter} and {@link io.thalweg.schema.EmbeddingWriter} are the same
 * format without boxing, for the two records that are written once per event. {@link
 * io.thalweg.schema.VideoFrames} adds what a schema cannot say of a frame: that its bytes go with
 * its size.
 */
@NullMarked
package io.thalweg.schema;

import org.jspecify.annotations.NullMarked;
