//! The draws as Parquet: a column of doubles for each figure, a row for each draw.
//!
//! One shape only: required doubles, one plain page a column, one row group, not compressed. What
//! was run stands in the file's key-value metadata.
//!
//! Source: Apache Parquet, "File format" and `parquet.thrift`; the numbers of fields and kinds
//! below are from there.

use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;

use crate::report::thrift::Struct;

const MAGIC: &[u8; 4] = b"PAR1";
const DOUBLE: i32 = 5;
const REQUIRED: i32 = 0;
const PLAIN: i32 = 0;
const RLE: i32 = 3;
const UNCOMPRESSED: i32 = 0;
const DATA_PAGE: i32 = 0;
const VERSION: i32 = 1;

/// Where a column stands in the file.
struct Chunk<'t> {
    name: &'t str,
    at: usize,
    n_bytes: usize,
}

/// Returns the draws as Parquet.
pub fn write(results: &Results, table: &DrawTable) -> Vec<u8> {
    let n_rows = table.values.first().map_or(0, Vec::len);
    let mut bytes = MAGIC.to_vec();
    let mut chunks = Vec::with_capacity(table.columns.len());
    for (column, values) in table.columns.iter().zip(&table.values) {
        let at = bytes.len();
        bytes.extend(page_header(values.len()));
        bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        let n_bytes = bytes.len() - at;
        let name = column.name.as_str();
        chunks.push(Chunk { name, at, n_bytes });
    }
    let footer = file_metadata(results, &chunks, n_rows).end();
    let length = u32::try_from(footer.len()).unwrap_or(u32::MAX);
    bytes.extend(footer);
    bytes.extend(length.to_le_bytes());
    bytes.extend(MAGIC);
    bytes
}

fn page_header(n_values: usize) -> Vec<u8> {
    let n_bytes = (n_values * size_of::<f64>()) as i32;
    let data = Struct::default().i32(1, n_values as i32);
    let data = data.i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
    let header = Struct::default().i32(1, DATA_PAGE);
    header.i32(2, n_bytes).i32(3, n_bytes).within(5, data).end()
}

fn file_metadata(results: &Results, chunks: &[Chunk<'_>], n_rows: usize) -> Struct {
    let root = Struct::default()
        .text(4, "draws")
        .i32(5, chunks.len() as i32);
    let fields = chunks.iter().map(|chunk| {
        let field = Struct::default().i32(1, DOUBLE).i32(3, REQUIRED);
        field.text(4, chunk.name)
    });
    let schema = std::iter::once(root).chain(fields).collect();
    let n_bytes: usize = chunks.iter().map(|chunk| chunk.n_bytes).sum();
    let columns = chunks.iter().map(|chunk| column_chunk(chunk, n_rows));
    let group = Struct::default()
        .structs(1, columns.collect())
        .i64(2, n_bytes as i64)
        .i64(3, n_rows as i64);
    Struct::default()
        .i32(1, VERSION)
        .structs(2, schema)
        .i64(3, n_rows as i64)
        .structs(4, vec![group])
        .structs(5, about(results))
        .text(6, &format!("utfall {}", results.run.program_version))
}

fn column_chunk(chunk: &Chunk<'_>, n_rows: usize) -> Struct {
    let (at, n_bytes) = (chunk.at as i64, chunk.n_bytes as i64);
    let metadata = Struct::default()
        .i32(1, DOUBLE)
        .i32s(2, &[PLAIN, RLE])
        .texts(3, &[chunk.name])
        .i32(4, UNCOMPRESSED)
        .i64(5, n_rows as i64)
        .i64(6, n_bytes)
        .i64(7, n_bytes)
        .i64(9, at);
    Struct::default().i64(2, at).within(3, metadata)
}

fn about(results: &Results) -> Vec<Struct> {
    let run = &results.run;
    let pairs = [
        ("scenario_hash", run.scenario_hash.clone()),
        ("program_version", run.program_version.clone()),
        ("seed", run.seed.to_string()),
        ("price_year", run.price_year.to_string()),
    ];
    let pairs = pairs.iter().map(|(key, value)| {
        let pair = Struct::default().text(1, &format!("utfall.{key}"));
        pair.text(2, value)
    });
    pairs.collect()
}
