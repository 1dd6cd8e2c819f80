using System.Collections.Immutable;
using SpineInference.Inference;
using SpineInference.Networks;

namespace SpineInference.Tool;

/// <summary>Answers a stream of cases on all threads, in the order of the input.</summary>
internal sealed class QueryRun(ExactEngine engine, ImmutableArray<Variable>? targets, int threads, CliStreams streams)
{
    private const int LongestLine = 16 << 20;
    private const int ChunkLength = 256;

    /// <summary>Answers every line; the lines at hand are worked on in parallel and written before more are waited for, so that a
    /// program may ask and read in turns.</summary>
    /// <returns><see cref="ExitCode.Done"/>, or <see cref="ExitCode.SomeFailed"/> where a line was answered with an error.</returns>
    public int Run(Stream input, CancellationToken cancellationToken)
    {
        var lines = new LineReader(input, LongestLine);
        var chunk = new List<(long Number, byte[] Bytes, bool IsTooLong)>();
        var answers = new byte[ChunkLength][];
        using var workers = new ThreadLocal<QueryWorker>(() => new QueryWorker(engine, targets));
        using var progress = new ProgressLine(streams, "cases");
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        long number = 0;
        long done = 0;
        int failed = 0;
        bool more = true;
        while (more)
        {
            cancellationToken.ThrowIfCancellationRequested();
            chunk.Clear();
            while (chunk.Count < ChunkLength && (chunk.Count == 0 || lines.HasLine) && (more = lines.Next() is { } line && Add(line)))
            {
            }

            Parallel.For(0, chunk.Count, parallel, i =>
            {
                (long lineNumber, byte[] bytes, bool isTooLong) = chunk[i];
                QueryWorker worker = workers.Value!;
                bool isAnswered = false;
                answers[i] = isTooLong ? worker.RefuseTooLong(lineNumber, LongestLine) : worker.Answer(lineNumber, bytes, out isAnswered);
                if (!isAnswered)
                {
                    Interlocked.Increment(ref failed);
                }
            });
            for (int i = 0; i < chunk.Count; i++)
            {
                streams.Output.Write(answers[i]);
            }

            streams.Output.Flush();
            progress.Report(done += chunk.Count);
        }

        return failed == 0 ? ExitCode.Done : ExitCode.SomeFailed;

        bool Add((byte[] Bytes, bool IsTooLong) line)
        {
            number++;
            if (line.IsTooLong || line.Bytes.AsSpan().ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                chunk.Add((number, line.Bytes, line.IsTooLong));
            }

            return true;
        }
    }
}
