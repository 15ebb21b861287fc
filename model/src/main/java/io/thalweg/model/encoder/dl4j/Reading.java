package io.thalweg.model.encoder.dl4j;

import com.fasterxml.jackson.databind.JsonNode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JavaType;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.cfg.MapperConfig;
import org.nd4j.shade.jackson.databind.jsontype.PolymorphicTypeValidator;

/** DL4J's own mapper, with a validator that lets it make only {@link AllowedClasses}. */
final class Reading {
  private static final ObjectMapper MAPPER = mapper();

  private Reading() {}

  /**
   * @param tree checked
   * @throws IllegalArgumentException with one sentence when DL4J cannot read it
   */
  static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.readValue(tree.toString(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a dl4j configuration: " + e.getOriginalMessage(), e);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper = NeuralNetConfiguration.mapper().copy();
    mapper.setPolymorphicTypeValidator(new OnlyAllowed());
    return mapper;
  }

  private static final class OnlyAllowed extends PolymorphicTypeValidator.Base {
    private static final long serialVersionUID = 1L;

    @Override
    public Validity validateSubClassName(MapperConfig<?> config, JavaType base, String name) {
      return AllowedClasses.ALL.contains(name) ? Validity.ALLOWED : Validity.DENIED;
    }
  }
}
