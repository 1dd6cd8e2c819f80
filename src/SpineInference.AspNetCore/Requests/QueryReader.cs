using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using SpineInference.AspNetCore.Faults;
using SpineInference.Engine.Formats;

namespace SpineInference.AspNetCore.Requests;

/// <summary>Reads the parameters of a query, strictly: one that is not known, faulty or given twice is a fault, and all are told.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;
    private readonly ImmutableArray<ProblemFault>.Builder _faults = ImmutableArray.CreateBuilder<ProblemFault>();

    public QueryReader(HttpRequest request, params string[] known)
    {
        _query = request.Query;
        foreach (string name in _query.Keys.Where(k => !known.Contains(k, StringComparer.Ordinal)))
        {
            string expected = known.Length == 0 ? "Expected no parameters." : $"Expected one of: {string.Join(", ", known)}.";
            Fault(name, $"There is no such parameter.{NameSuggestion.For(name, known)} {expected}");
        }
    }

    /// <summary>A whole number.</summary>
    public int Whole(string name, int otherwise, int least, int most)
    {
        if (One(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
        {
            return value;
        }

        Fault(name, string.Create(CultureInfo.InvariantCulture, $"Got '{text}'; expected a whole number from {least} to {most}."));
        return otherwise;
    }

    /// <summary>A share strictly between 0 and 1.</summary>
    public double? Share(string name)
    {
        if (One(name) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is > 0 and < 1)
        {
            return value;
        }

        Fault(name, $"Got '{text}'; expected a share between 0 and 1, such as 0.9.");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(string name)
    {
        string? text = One(name);
        if (text is not (null or "true" or "false"))
        {
            Fault(name, $"Got '{text}'; expected 'true' or 'false'.");
        }

        return text == "true";
    }

    /// <summary>One of some words, or <see langword="null"/>.</summary>
    public string? Choice(string name, params string[] choices)
    {
        string? text = One(name);
        if (text is null || choices.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        Fault(name, $"Got '{text}'; expected {string.Join(" or ", choices.Select(static c => $"'{c}'"))}.");
        return null;
    }

    /// <summary>A text, or <see langword="null"/>.</summary>
    public string? Text(string name) => One(name);

    /// <summary>Every text of a parameter that may be given more than once.</summary>
    public string[] Texts(string name) => [.. _query[name].OfType<string>()];

    /// <summary>Notes a fault.</summary>
    public void Fault(string name, string message) => _faults.Add(new ProblemFault($"query parameter '{name}'", message));

    /// <summary>Ends the reading.</summary>
    /// <exception cref="ProblemException">There were faults.</exception>
    public void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new ProblemException(Problems.FaultyQuery(_faults.ToImmutable()));
        }
    }

    private string? One(string name)
    {
        string[] texts = Texts(name);
        if (texts.Length > 1)
        {
            Fault(name, $"Given {texts.Length} times; expected once.");
        }

        return texts.Length > 0 ? texts[0] : null;
    }
}
