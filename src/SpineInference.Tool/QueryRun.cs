using System.Collections.Immutable;
using SpineInference.Engine.Inference;
using SpineInference.Engine.Networks;

namespace SpineInference.Tool;

/// <summary>Answers a stream of cases on all threads, in the order of the input.</summary>
internal sealed class QueryRun(ExactEngine engine, ImmutableArray<Variable>? targets, int threads, CliStreams streams)
{
    private const int LongestLine = 16 << 20;

    /// <summary>Answers every line.</summary>
    /// <returns><see cref="ExitCode.Done"/>, or <see cref="ExitCode.SomeFailed"/> where a line was answered with an error.</returns>
    public int Run(Stream input, CancellationToken cancellationToken)
    {
        using var progress = new CountProgressLine(streams, "cases", CountProgressLine.ShareOf(input));
        return new LineRun(threads, NewWorker).Run(new NumberedLines(input, LongestLine), streams.Output, progress, cancellationToken);
    }

    private Func<InputLine, LineAnswer> NewWorker()
    {
        var worker = new QueryWorker(engine, targets);
        return line =>
        {
            if (line.IsTooLong)
            {
                return new LineAnswer(worker.RefuseTooLong(line.Number, LongestLine), IsAnswered: false);
            }

            byte[] answer = worker.Answer(line.Number, line.Bytes, out bool isAnswered);
            return new LineAnswer(answer, isAnswered);
        };
    }
}
