package io.thalweg.streams.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaCacheTest {
  private final SchemaCache cache = new SchemaCache(new PassingTime());

  @Test
  void put_moreIdsThanAllowed_forgetsTheLeastRecentlyAsked() {
    for (int id = 0; id < SchemaCache.MOST_IDS; id++) {
      cache.put(id, schema(id), 1);
    }
    assertThat(cache.get(0)).isNotNull();
    cache.put(-1, schema(-1), 1);
    assertThat(cache.size()).isEqualTo(SchemaCache.MOST_IDS);
    assertThat(cache.get(0)).isNotNull();
    assertThat(cache.get(1)).isNull();
  }

  @Test
  void put_moreCharactersThanAllowed_forgetsAsManyAsNeeded() {
    int third = (int) (SchemaCache.MOST_CHARACTERS / 3);
    for (int id = 0; id < 3; id++) {
      cache.put(id, schema(id), third);
    }
    cache.put(0, schema(0), third); // again under its id: counted once
    assertThat(cache.size()).isEqualTo(3);
    cache.put(3, schema(3), third + 3);
    assertThat(cache.get(1)).isNull();
    assertThat(cache.get(2)).isNull();
    assertThat(cache.get(0)).isNotNull();
  }

  private static WriterSchema schema(int id) {
    return new WriterSchema.Unusable("schema " + id);
  }
}
