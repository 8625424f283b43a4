using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using System.Text;

/// <summary>
/// A console of one width that keeps what is written to it, answers every question with yes, and is the same in every culture.
/// Compiled by Add-Type, so it holds to the C# of Windows PowerShell 5.1.
/// </summary>
public sealed class RecordingHost : PSHost
{
    private readonly Guid id = Guid.NewGuid();
    private readonly RecordingInterface ui;

    public RecordingHost(int width)
    {
        ui = new RecordingInterface(width);
    }

    public override CultureInfo CurrentCulture { get { return CultureInfo.InvariantCulture; } }

    public override CultureInfo CurrentUICulture { get { return CultureInfo.InvariantCulture; } }

    public override Guid InstanceId { get { return id; } }

    public override string Name { get { return "RecordingHost"; } }

    public override PSHostUserInterface UI { get { return ui; } }

    public override Version Version { get { return new Version(1, 0); } }

    /// <summary>Gives what was written since the last call.</summary>
    public string Take()
    {
        var text = ui.Text.ToString();
        ui.Text.Clear();
        return text;
    }

    public override void EnterNestedPrompt() { throw new NotSupportedException(); }

    public override void ExitNestedPrompt() { throw new NotSupportedException(); }

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    public override void SetShouldExit(int exitCode) { }

    private sealed class RecordingInterface : PSHostUserInterface
    {
        private readonly Screen screen;

        public RecordingInterface(int width)
        {
            screen = new Screen(width);
            Text = new StringBuilder();
        }

        public StringBuilder Text { get; private set; }

        public override PSHostRawUserInterface RawUI { get { return screen; } }

        public override void Write(string value) { Text.Append(value); }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { Write(value); }

        public override void WriteLine(string value) { Text.Append(value).Append('\n'); }

        public override void WriteErrorLine(string value) { WriteLine(value); }

        public override void WriteDebugLine(string message) { WriteLine("DEBUG: " + message); }

        public override void WriteVerboseLine(string message) { WriteLine("VERBOSE: " + message); }

        public override void WriteWarningLine(string message) { WriteLine("WARNING: " + message); }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            WriteLine(caption);
            WriteLine(message);
            foreach (var choice in choices)
            {
                Write("[" + Key(choice) + "] " + choice.Label.Replace("&", "") + "  ");
            }
            WriteLine("[?] Help (default is \"" + Key(choices[defaultChoice]) + "\"): Y");
            return 0;
        }

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
        {
            var answers = new Dictionary<string, PSObject>();
            foreach (var description in descriptions)
            {
                Write(description.Name + ": ");
                answers[description.Name] = PSObject.AsPSObject(ReadLineAsSecureString());
            }
            return answers;
        }

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName) { throw new NotSupportedException(message); }

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) { throw new NotSupportedException(message); }

        public override string ReadLine() { throw new NotSupportedException(); }

        /// <summary>Types the emulator's key, which is no secret.</summary>
        public override SecureString ReadLineAsSecureString()
        {
            const string Key = "emulator-key-not-a-secret";
            WriteLine(new string('*', Key.Length));
            return new NetworkCredential(string.Empty, Key).SecurePassword;
        }

        private static char Key(ChoiceDescription choice) { return char.ToUpperInvariant(choice.Label[choice.Label.IndexOf('&') + 1]); }
    }

    private sealed class Screen : PSHostRawUserInterface
    {
        private readonly int width;

        public Screen(int width)
        {
            this.width = width;
        }

        public override ConsoleColor BackgroundColor { get; set; }

        public override Size BufferSize { get { return new Size(width, 50); } set { } }

        public override Coordinates CursorPosition { get; set; }

        public override int CursorSize { get; set; }

        public override ConsoleColor ForegroundColor { get; set; }

        public override bool KeyAvailable { get { return false; } }

        public override Size MaxPhysicalWindowSize { get { return BufferSize; } }

        public override Size MaxWindowSize { get { return BufferSize; } }

        public override Coordinates WindowPosition { get; set; }

        public override Size WindowSize { get { return BufferSize; } set { } }

        public override string WindowTitle { get; set; }

        public override void FlushInputBuffer() { }

        public override BufferCell[,] GetBufferContents(Rectangle rectangle) { throw new NotSupportedException(); }

        public override KeyInfo ReadKey(ReadKeyOptions options) { throw new NotSupportedException(); }

        public override void ScrollBufferContents(
            Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { throw new NotSupportedException(); }

        public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }

        public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    }
}
