//! The draws as Parquet: a column of doubles for each figure, a row for each draw.
//!
//! What was run stands in the file's key-value metadata. Snappy, which needs no C code.

use std::sync::Arc;

use parquet::basic::{Compression, Repetition, Type as Physical};
use parquet::data_type::DoubleType;
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;

use crate::error::Failure;

/// Returns the draws as Parquet.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(results: &Results, table: &DrawTable) -> Result<Vec<u8>, Failure> {
    made(results, table).map_err(|why| Failure::Broken(why.to_string()))
}

fn made(results: &Results, table: &DrawTable) -> Result<Vec<u8>, ParquetError> {
    let fields = table.columns.iter().map(|column| {
        let field = Type::primitive_type_builder(&column.name, Physical::DOUBLE);
        field
            .with_repetition(Repetition::REQUIRED)
            .build()
            .map(Arc::new)
    });
    let fields = fields.collect::<Result<Vec<_>, ParquetError>>()?;
    let schema = Type::group_type_builder("draws")
        .with_fields(fields)
        .build()?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(format!("utfall {}", results.run.program_version))
        .set_key_value_metadata(Some(about(results)))
        .build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    let mut rows = file.next_row_group()?;
    let mut columns = table.values.iter();
    while let Some(mut writer) = rows.next_column()? {
        if let Some(values) = columns.next() {
            writer
                .typed::<DoubleType>()
                .write_batch(values, None, None)?;
        }
        writer.close()?;
    }
    rows.close()?;
    file.close()?;
    Ok(bytes)
}

fn about(results: &Results) -> Vec<KeyValue> {
    let run = &results.run;
    let pairs = [
        ("scenario_hash", run.scenario_hash.clone()),
        ("program_version", run.program_version.clone()),
        ("seed", run.seed.to_string()),
        ("price_year", run.price_year.to_string()),
    ];
    let pairs = pairs.map(|(key, value)| KeyValue::new(format!("utfall.{key}"), value));
    pairs.to_vec()
}
