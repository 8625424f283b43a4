using System.Diagnostics.CodeAnalysis;
using System.Globalization;

/// <summary>What the program was started with.</summary>
internal sealed record HostArguments
{
    public const string Usage = """
        EmulatorHost [--port <number>] [--state <file>] [--clock-rate <number>]
          --port        the port on 127.0.0.1; left out: a free one
          --state       the file that everything is kept in; left out: nothing is kept
          --clock-rate  emulated seconds in a real one; left out: 1
        """;

    public int Port { get; private init; }

    public string? State { get; private init; }

    public double ClockRate { get; private init; } = 1;

    /// <summary>Reads the arguments; false with a complaint where one isn't known or has no proper value.</summary>
    public static bool TryParse(string[] args, out HostArguments arguments, [NotNullWhen(false)] out string? complaint)
    {
        arguments = new HostArguments();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : string.Empty;
            if (Read(arguments, args[i], value) is not { } read)
            {
                complaint = $"{args[i]} {value} is not understood.";
                return false;
            }
            arguments = read;
        }
        complaint = null;
        return true;
    }

    private static HostArguments? Read(HostArguments before, string name, string value) => name switch
    {
        "--port" when ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) => before with { Port = port },
        "--state" when value.Length > 0 => before with { State = value },
        "--clock-rate" when double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
            && rate <= 1e9 => before with { ClockRate = rate },
        _ => null,
    };
}
