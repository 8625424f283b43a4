# Makes what Get-Help reads of the pages: one MAML file of all cmdlets, and a text for each about_ page.

# The same pages give the same files with this version only.
$script:PlatyPS = @{ Name = 'Microsoft.PowerShell.PlatyPS'; RequiredVersion = '1.0.3' }

# What a console shows of Markdown: the words.
function ConvertTo-PlainText([string] $Markdown) {
    $text = $Markdown -replace '\[([^]]+)\]\((https?:[^)]+)\)', '$1 ($2)' -replace '\[([^]]+)\]\([^)]+\)', '$1'
    $text -replace '\*\*([^*\n]+)\*\*', '$1' -replace '`([^`\n]+)`', '$1'
}

# The MAML of all pages, as PlatyPS makes it, with what a console can't show of Markdown taken out.
function Get-HelpXml([string] $CommandPages) {
    Import-Module @PlatyPS
    $temporary = Join-Path ([IO.Path]::GetTempPath()) ([guid]::NewGuid())
    try {
        $pages = Get-ChildItem $CommandPages -Filter *.md | Sort-Object Name | Import-MarkdownCommandHelp
        $null = $pages | Export-MamlCommandHelp -OutputFolder $temporary
        $xml = [xml]::new()
        $xml.Load((Get-ChildItem $temporary -Recurse -Filter *.xml).FullName)
    }
    finally { Remove-Item $temporary -Recurse -ErrorAction Ignore }

    foreach ($command in $xml.DocumentElement.SelectNodes('*')) {
        foreach ($paragraph in @($command.SelectNodes('.//*[local-name() = "para"]'))) { Split-Paragraph $paragraph }
        foreach ($empty in @($command.SelectNodes('.//*[local-name() = "para" or local-name() = "alertSet"][normalize-space() = ""]'))) {
            $null = $empty.ParentNode.RemoveChild($empty)
        }
        # An address of this repository leads nowhere from a console.
        foreach ($uri in @($command.SelectNodes('.//*[local-name() = "uri"]'))) {
            if ($uri.InnerText -notmatch '^https:') { $uri.InnerText = '' }
        }
        foreach ($value in @($command.SelectNodes('*[local-name() = "parameters"]//*[local-name() = "parameterValue"]'))) {
            $value.InnerText = $value.InnerText -replace '^.*\.'
        }
        $name = $command['command:details']['command:name'].InnerText
        Write-DefaultXml $command ($pages | Where-Object Title -EQ $name)
        Write-ExampleXml $command ([IO.File]::ReadAllText((Join-Path $CommandPages "$name.md")))
    }
    ConvertTo-Text $xml
}

# PlatyPS leaves out what a parameter is by default.
function Write-DefaultXml($Command, $Page) {
    foreach ($node in $Command.SelectNodes('*[local-name() = "parameters"]/*')) {
        $default = ($Page.Parameters | Where-Object Name -EQ $node['maml:name'].InnerText).DefaultValue
        if ($default) { $node.AppendChild($node.OwnerDocument.CreateElement('dev', 'defaultValue',
            'http://schemas.microsoft.com/maml/dev/2004/10')).InnerText = $default }
    }
}

# PlatyPS takes an example for prose. Get-Help knows what comes before the code, the code, and what comes after it; it sets the
# first two in one line, and nothing between two examples.
function Write-ExampleXml($Command, [string] $Page) {
    $texts = @((Read-Page $Page).EXAMPLES -split '(?m)^### .*\n' | Where-Object { $_ })
    $nodes = @($Command.SelectNodes('.//*[local-name() = "example"]'))
    for ($i = 0; $i -lt $nodes.Count; $i++) {
        $before, $code, $after = $texts[$i] -split '(?ms)^```powershell\n(.*?)^```$', 2
        $output, $more = if ($after -match '(?ms)\A\s*^```output\n(.*?)^```$(.*)') { $Matches[1], $Matches[2] } else { '', $after }
        Write-Paragraph $nodes[$i]['maml:introduction'] "$(ConvertTo-WrappedText $before 76)`n`n"
        $nodes[$i]['dev:code'].InnerText = "$code".Trim("`n")
        Write-Paragraph $nodes[$i]['dev:remarks'] (@("$output".Trim("`n"), (ConvertTo-WrappedText "$more" 76), ' ') | Where-Object { $_ })
    }
}

function Write-Paragraph($Node, [string[]] $Text) {
    $Node.RemoveAll()
    foreach ($each in $Text) {
        $Node.AppendChild($Node.OwnerDocument.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')).InnerText = $each
    }
}

# A paragraph of the page is one of the help.
function Split-Paragraph($Node) {
    $parent = $Node.ParentNode
    $width = if ($parent.ParentNode.LocalName -eq 'details') {
        [int]::MaxValue
    } elseif ($parent.ParentNode.LocalName -eq 'command') { 76 } else { 72 }
    foreach ($text in (ConvertTo-WrappedText $Node.InnerText $width) -split '\n{2,}') {
        $parent.InsertBefore($Node.CloneNode($false), $Node).InnerText = $text
    }
    $null = $parent.RemoveChild($Node)
}

# Markdown as plain text in lines of a width: Get-Help breaks longer ones in the middle of a word.
function ConvertTo-WrappedText([string] $Markdown, [int] $Width) {
    $lines = foreach ($line in (ConvertTo-PlainText $Markdown).Trim("`n") -split '\n') {
        $null = $line -match '^(?<mark>- |\d+\. )?(?<text>.*)'
        $wrapped = "$($Matches['mark'])"
        $indent = ' ' * $wrapped.Length
        foreach ($word in $Matches['text'] -split ' ') {
            if ($wrapped.Trim() -and $wrapped.TrimEnd().Length + $word.Length -ge $Width) { $wrapped.TrimEnd(); $wrapped = $indent }
            $wrapped += "$word "
        }
        $wrapped.TrimEnd()
    }
    $lines -join "`n"
}

function ConvertTo-Text([xml] $Xml) {
    $buffer = [IO.MemoryStream]::new()
    $settings = [Xml.XmlWriterSettings]@{
        Encoding = [Text.UTF8Encoding]::new($false)
        Indent = $true
        IndentChars = ' '
        NewLineChars = "`n"
    }
    $writer = [Xml.XmlWriter]::Create($buffer, $settings)
    $Xml.Save($writer)
    $writer.Dispose()
    [Text.Encoding]::UTF8.GetString($buffer.ToArray()) + "`n"
}

# A row of a table: its first cell, and the second one below it.
function Get-TableRow([string] $Left, [string] $Right) {
    "    $(ConvertTo-PlainText $Left)"
    (ConvertTo-WrappedText $Right 72) -split '\n' -replace '^', '        '
}

# The text of an about_ page: headings in capitals, the rest below them, indented and wrapped at 80.
function Get-AboutText([string] $Markdown) {
    $fenced = $false
    $lines = foreach ($line in $Markdown.TrimEnd() -split '\n') {
        if ($line.StartsWith('```')) { $fenced = -not $fenced }
        elseif ($fenced) { "    $line" }
        elseif ($line -match '^# (.+)') { 'TOPIC'; "    $($Matches[1])" }
        elseif ($line -match '^##+ (.+)') { $Matches[1].ToUpperInvariant() }
        elseif ($line -like '|---*') { }
        elseif ($line -match '^\| (?<left>.+?) \| (?<right>.+) \|$') { Get-TableRow $Matches['left'] $Matches['right'] }
        else { (ConvertTo-WrappedText $line 76) -split '\n' -replace '^(?=.)', '    ' }
    }
    # Get-Help takes the fifth line for the synopsis: the one below the second heading.
    ((($lines | ForEach-Object TrimEnd) -join "`n") -creplace '(?m)^([A-Z].*)\n\n', "`$1`n") + "`n"
}
