using System.Text.Json;

namespace SpineInference.Tool;

/// <summary>The patients a command is given: one document, or JSON Lines.</summary>
internal sealed class PatientInput : IDisposable
{
    private readonly Stream _stream;
    private readonly bool _ownsStream;

    private PatientInput(string name, Stream stream, bool ownsStream, bool? isLines)
    {
        Name = name;
        _stream = stream;
        _ownsStream = ownsStream;
        Lines = new NumberedLines(stream, PatientJson.MaximumLength);
        IsLines = isLines ?? IsMoreThanOneLineOfWholeObjects();
    }

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>Whether each line is a patient.</summary>
    public bool IsLines { get; }

    /// <summary>The lines, none of them taken yet.</summary>
    public NumberedLines Lines { get; }

    /// <summary>How much was read, where that can be known.</summary>
    public Func<double>? Share => CountProgressLine.ShareOf(_stream);

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isLines">Whether the user says that it holds JSON Lines.</param>
    /// <param name="streams">Holds standard input.</param>
    /// <remarks>Without a word of the user, the endings .json, .jsonl and .ndjson tell; otherwise two lines, of which the first is a whole
    /// value, are JSON Lines. That waits for the second line.</remarks>
    public static PatientInput Open(string path, bool isLines, CliStreams streams)
    {
        if (path == "-")
        {
            return new PatientInput("standard input", streams.Input, ownsStream: false, isLines ? true : null);
        }

        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new CliException($"'{path}' names no file. Give a file of patients, or '-' for standard input.");
        }

        bool? known = isLines ? true : Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".JSONL" or ".NDJSON" => true,
            ".JSON" => false,
            _ => null,
        };
        return new PatientInput(path, new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), ownsStream: true, known);
    }

    /// <summary>Reads the one document to its end.</summary>
    /// <exception cref="CliException">It is too long.</exception>
    public byte[] ReadDocument()
    {
        using var document = new MemoryStream();
        while (Lines.NextOfAny() is { } line)
        {
            if (line.IsTooLong || document.Length + line.Bytes.Length > PatientJson.MaximumLength)
            {
                throw new CliException($"{Name} is longer than {PatientJson.MaximumLength} bytes, the limit of one patient. Give many patients as JSON Lines (--lines).");
            }

            document.Write(line.Bytes);
            document.WriteByte((byte)'\n');
        }

        return document.ToArray();
    }

    public void Dispose()
    {
        if (_ownsStream)
        {
            _stream.Dispose();
        }
    }

    private bool IsMoreThanOneLineOfWholeObjects()
    {
        var held = new List<InputLine>();
        int count = 0;
        while (count < 2 && Lines.NextOfAny() is { } line)
        {
            held.Add(line);
            if (line.IsBlank)
            {
                continue;
            }

            count++;
            if (count == 1 && (line.IsTooLong || !IsWholeValue(line.Bytes)))
            {
                break;
            }
        }

        held.ForEach(Lines.PutBack);
        return count == 2;
    }

    private static bool IsWholeValue(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
