using System.Globalization;

namespace SpineInference.Engine.Formats;

/// <summary>Walks over BIF text as programs write it, without making tokens: blanks, names, numbers and marks, each known at once.</summary>
/// <remarks>Every method says no where something stands that asks for care, such as a comment, a name with an escape, or a fault: whoever reads
/// regularly then gives up, and <see cref="BifLexer"/> reads the block from its start. What is read here is read as there.</remarks>
/// <param name="text">The whole text.</param>
/// <param name="offset">Where to begin.</param>
/// <param name="line">The line of that offset, from 1.</param>
/// <param name="lineStart">The offset at which the line begins.</param>
internal ref struct BifRegularText(ReadOnlySpan<char> text, int offset, int line, int lineStart)
{
    // What stands in words and is neither punctuation nor begins a comment, one bit a character: letters, digits, _ + - . : < = > ? ! $ & ' @ ^ ~.
    // A slash may begin a comment, and is looked at apart.
    private const ulong PlainBelow64 = 0xF7FF_68D2_0000_0000;
    private const ulong PlainFrom64 = 0x47FF_FFFE_C7FF_FFFF;

    private readonly ReadOnlySpan<char> _text = text;

    // Powers of ten that are doubles exactly.
    private static ReadOnlySpan<double> PowersOfTen =>
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public int Offset { get; private set; } = offset;

    public int Line { get; private set; } = line;

    public int LineStart { get; private set; } = lineStart;

    public readonly TextPosition Here => new(Line, Offset - LineStart + 1);

    public readonly bool IsAtEnd => Offset >= _text.Length;

    /// <summary>Passes blanks and ends of lines, and says what stands behind them; NUL at the end.</summary>
    public char Peek()
    {
        int i = Offset;
        for (; i < _text.Length; i++)
        {
            char c = _text[i];
            if (c == '\n')
            {
                Line++;
                LineStart = i + 1;
            }
            else if (c is not (' ' or '\t') && !(c == '\r' && i + 1 < _text.Length && _text[i + 1] == '\n'))
            {
                break;
            }
        }

        Offset = i;
        return i < _text.Length ? _text[i] : '\0';
    }

    /// <summary>Passes a mark, if it is the next thing.</summary>
    public bool TryTake(char mark)
    {
        if (Peek() != mark)
        {
            return false;
        }

        Offset++;
        return true;
    }

    /// <summary>Passes a word that is written exactly so, if it is the next thing.</summary>
    public bool TryTake(string word) => TryTakeName(out ReadOnlySpan<char> name, allowQuotes: false) && name.SequenceEqual(word);

    /// <summary>Passes a name: a plain word, or in quotes whatever stands on one line and has no escape.</summary>
    public bool TryTakeName(out ReadOnlySpan<char> name, bool allowQuotes = true)
    {
        bool isQuoted = Peek() == '"';
        int start = isQuoted ? Offset + 1 : Offset;
        int end = start;
        if (!isQuoted)
        {
            end = EndOfWord(start);
        }
        else if (allowQuotes)
        {
            while (end < _text.Length && _text[end] is not ('"' or '\\') && !TextLines.IsEnd(_text[end]))
            {
                end++;
            }

            if (end == _text.Length || _text[end] != '"')
            {
                end = start;
            }
        }

        name = _text[start..end];
        Offset = isQuoted ? end + 1 : end;
        return end > start;
    }

    /// <summary>Passes a number; up to commas, blanks or a semicolon nothing else may stand.</summary>
    /// <remarks>Digits that make no more than 2⁵³, and a power of ten up to 10²², are doubles exactly, so that one multiplication or division rounds as a
    /// reader of any length would (W. D. Clinger 1990, <i>How to read floating point numbers accurately</i>). All others are left to the framework.</remarks>
    public bool TryTakeNumber(out double number)
    {
        Peek();
        int start = Offset;
        int i = start;
        bool isNegative = i < _text.Length && _text[i] == '-';
        i += isNegative ? 1 : 0;
        long digits = 0;
        int first = i;
        int exponent = 0;
        i = Digits(i, ref digits);
        int count = i - first;
        bool isPlain = count > 0;
        if (i < _text.Length && _text[i] == '.')
        {
            int point = i + 1;
            i = Digits(point, ref digits);
            exponent = point - i;
            count += i - point;
            isPlain &= i > point;
        }

        if (i < _text.Length && _text[i] is 'e' or 'E')
        {
            int sign = i + 1 < _text.Length && _text[i + 1] == '-' ? -1 : 1;
            int power = i + (i + 1 < _text.Length && _text[i + 1] is '-' or '+' ? 2 : 1);
            long value = 0;
            i = Digits(power, ref value);
            isPlain &= i > power && i - power <= 3;
            exponent += sign * (int)Math.Min(value, 1_000);
        }

        if (isPlain && count <= 18 && digits <= 1L << 53 && Math.Abs(exponent) < PowersOfTen.Length && (i == _text.Length || _text[i] is ',' or ';' or ' ' or '\t' or '\n'))
        {
            double magnitude = exponent < 0 ? digits / PowersOfTen[-exponent] : digits * PowersOfTen[exponent];
            number = isNegative ? -magnitude : magnitude;
            Offset = i;
            return true;
        }

        Offset = EndOfWord(start);
        return FormatNumber.TryParse(_text[start..Offset], out number);
    }

    /// <summary>Passes a whole number from 1 on.</summary>
    public bool TryTakeCount(out int count)
    {
        count = 0;
        return TryTakeName(out ReadOnlySpan<char> digits, allowQuotes: false)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count)
            && count >= 1;
    }

    // More digits than a long holds overflow, and are not used.
    private readonly int Digits(int start, ref long digits)
    {
        int i = start;
        for (; i < _text.Length && char.IsAsciiDigit(_text[i]); i++)
        {
            digits = unchecked((digits * 10) + (_text[i] - '0'));
        }

        return i;
    }

    // What the word ends at is looked at by who reads on.
    private readonly int EndOfWord(int start)
    {
        int end = start;
        while (end < _text.Length && (IsPlain(_text[end]) || (_text[end] == '/' && end > start && end + 1 < _text.Length && IsPlain(_text[end + 1]))))
        {
            end++;
        }

        return end;
    }

    private static bool IsPlain(char c) =>
        c < 64 ? ((PlainBelow64 >> c) & 1) != 0
        : c < 128 ? ((PlainFrom64 >> (c - 64)) & 1) != 0
        : char.IsLetter(c);
}
