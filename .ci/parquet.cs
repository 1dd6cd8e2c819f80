// Writes a table of two patients as Parquet: dotnet run .ci/parquet.cs -- FILE
#:package DuckDB.NET.Data.Full
#:property PublishAot=false
using DuckDB.NET.Data;

string file = args.Length == 1 && !args[0].Contains('\'') ? args[0] : throw new ArgumentException("Give one file; its path has no quote.");
using var connection = new DuckDBConnection("DataSource=:memory:");
connection.Open();
using DuckDBCommand command = connection.CreateCommand();
command.CommandText = $"COPY (SELECT * FROM (VALUES ('present', 'absent'), (NULL, 'present')) AS t(\"left.foot-drop\", fever)) TO '{file}' (FORMAT parquet)";
command.ExecuteNonQuery();
