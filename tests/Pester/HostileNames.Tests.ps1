BeforeAll {
    . $PSScriptRoot/Setup.ps1
    # As JSON: an escape sequence, a bell, a new line, and letters that turn the text around or can't be seen.
    $evil = 'evil\u001b[31m\u0007\r\nname\u202e\u2066\u200b\u0085\u2028end'
    $long = 'long' + 'n' * 9996

    # Both clouds, whose every text is the given name.
    function Start-HostileServer([string] $Name) {
        $id = { param($number) '0x' + $number.ToString('x40') }
        $vm = '{{"id":"{0}","vmName":"NAME","status":"NAME","pricePerEpoch":"1","osImage":"NAME","publicIp":"NAME",' +
            ('"resources":[{{"type":"NAME","supply":1,"units":"NAME","metadata":{{"NAME":"NAME"}}}}],"ports":[{{"port":22,' +
                '"protocol":"NAME"}}],"datacenter":{{"id":"NAME","countryCode":"NAME","cityCode":"NAME","certifications":["NAME"]}}}}')
        $with = @{
            Vms     = "[$($vm -f (& $id 1)),$($vm -f (& $id 2))]".Replace('NAME', $Name)
            Keys    = '[{"name":"NAME","fingerprint":"NAME","algorithm":"NAME","comment":"NAME","publicKey":"NAME"}]'.Replace('NAME', $Name)
            Images  = ('[{"id":"NAME","name":"NAME","distribution":"NAME","slug":"NAME","downloadUrl":"NAME",' +
                '"username":"NAME"}]').Replace('NAME',
                $Name)
            Machine = ('{"id":"NAME","state":"NAME","owner":"NAME","region":"NAME","image_id":"NAME","machine_type_id":"NAME",' +
                '"ssh_key":"NAME","credit":"1","provider":"NAME","address":"NAME","reason":"NAME","description":"NAME"}').Replace('NAME',
                $Name)
            Error   = '{"error":"NAME","code":"NAME"}'.Replace('NAME', $Name)
        }
        Start-TestServer -With $with {
            param($request, $with)
            if ($request.Method -ne 'GET') { return @{ Status = 409; Body = $with.Error } }
            if ($request.Path -like '*/smart/*') {
                $query = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String(($request.Path -split '/')[-1].Replace('-',
                    '+').Replace('_', '/')))
                if ($query -like '*machine_list*') { return @{ Body = "{`"data`":[$($with.Machine)]}" } }
                if ($query -like '*{"machine":*') { return @{ Body = "{`"data`":$($with.Machine)}" } }
                return @{ Body = '{"data":[]}' }
            }
            switch -Wildcard ($request.Path) {
                '/vms/v3' { @{ Body = $with.Vms } }
                '*default_images' { @{ Body = $with.Images } }
                '*ssh_keys' { @{ Body = $with.Keys } }
                default { @{ Status = 404; Body = $with.Error } }
            }
        }
    }

    # Every way of a name to a terminal or a log, in a session that prints no colours of its own.
    $everything = @'
$ErrorActionPreference = 'Continue'
if ($PSStyle) {{ $PSStyle.OutputRendering = 'PlainText' }}
$null = Connect-Fluence -ApiKey '{0}' -Endpoint '{1}' -ApiVersion MarketV3
$contract = 'cudos1gn59sajfpqdlzxwmnnl69r7k2rxdt52l0nwwgalaa8nn2h8vrjzss2gz08'
$owner = 'cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8s'
$null = Connect-Cudos -Node '{1}' -ContractAddress $contract -Owner $owner
$vms = Get-FluenceVm -Verbose 4>&1 | Where-Object {{ $_ -isnot [Management.Automation.VerboseRecord] }}
$machines = Get-Machine -All
'== tables'
$vms | Format-Table
$machines | Format-Table
Get-FluenceSshKey | Format-Table
Get-VmImage -Cloud Fluence | Format-Table
$vms[0].Resources | Format-Table
$vms[0].Datacenter | Format-Table
'== lists'; $vms[0] | Format-List *; $machines[0] | Format-List *; Get-FluenceSshKey | Format-List *; $vms[0].Resources | Format-List *
'== text'; "$($vms[0])"; "$($machines[0])"; "$($vms[0].Ports)"; $vms | ConvertTo-Csv
'== what if'
$vms | Remove-FluenceVm -WhatIf
$vms[0] | Set-FluenceVm -NewName other -WhatIf
$machines | Remove-Machine -WhatIf
Get-FluenceSshKey | Remove-FluenceSshKey -WhatIf
'== questions'; $vms | Remove-FluenceVm; $machines | Remove-Machine
'== errors'
$vms | Remove-FluenceVm -Confirm:$false -Verbose
Get-FluenceVm -Name $vms[0].Name.Substring(0, 4)
Remove-FluenceVm $vms[0].Name
$machines | Stop-Machine
Get-FluenceCountry
'== records'; $Error | Format-List * -Force; $Error | ForEach-Object {{ "$($_.Exception)" }}
'== completions'
$typed = 'Get-FluenceVm -Name ', 'Remove-FluenceVm ', 'Get-Machine -Id ', 'Get-FluenceVm -Status ',
    'Remove-FluenceSshKey ', 'New-FluenceVm -Image '
foreach ($line in $typed) {{
    (TabExpansion2 $line $line.Length).CompletionMatches | ForEach-Object {{ $_.CompletionText; $_.ListItemText; $_.ToolTip }}
}}
'== end'
'@
}

Describe 'A name that is made to mislead' {
    It 'reaches no table, list, prompt, error, completion or log as it is' {
        $server = Start-HostileServer $evil
        try { $text = Invoke-FreshShell ($everything -f $Canary, $server.Uri) } finally { Stop-TestServer $server }
        $text | Should -Match '== end'
        $text |
            Should -BeLike ('*== tables*evil\u001b*== what if*Remove VM evil\u001b*== questions*evil\u001b*== errors*evil\u001b*== ' +
                'completions*evil\u001b*')
        $shown = $text -replace '\r?\n'
        $letters = $shown.ToCharArray() |
            Where-Object { [char]::GetUnicodeCategory($_) -in 'Control', 'Format', 'LineSeparator', 'ParagraphSeparator' } |
            ForEach-Object { '{0:x4}' -f [int]$_ } |
            Sort-Object -Unique
        $letters | Should -BeNullOrEmpty
    }

    It 'is still found by what it is called here' {
        $server = Start-HostileServer $evil
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            $vms = Get-FluenceVm -Connection $connection
            @(Get-FluenceVm -Name ([Management.Automation.WildcardPattern]::Escape($vms[0].Name)) -Connection $connection).Count |
                Should -Be 2
        }
        finally { Disconnect-Fluence; Stop-TestServer $server }
    }
}

Describe 'A name of 10,000 letters' {
    BeforeAll {
        $server = Start-HostileServer $long
        $text = Invoke-FreshShell ($everything -f $Canary, $server.Uri)
        Stop-TestServer $server
        function Get-Part([string] $Name) { [regex]::Match($text, "(?s)== $Name\r?\n(.*?)(?=== )").Groups[1].Value -replace '\s' }
    }

    It 'is cut in tables' {
        $rows = [regex]::Match($text, '(?s)== tables\r?\n(.*?)(?=== )').Groups[1].Value
        $rows | Should -Match 'longnnn'
        $rows.Length | Should -BeLessThan 10000
    }

    It 'leaves the price and the id in a prompt' {
        (Get-Part 'what if').Length | Should -BeLessThan 3000
        Get-Part 'what if' | Should -BeLike '*RemoveVMlongnnn*...(0x0000000000000000000000000000000000000001):1USDCperepoch*'
        (Get-Part 'questions').Length | Should -BeLessThan 5000
    }

    It 'ends everything without a crash' {
        $text | Should -Match '== end'
        Get-Part 'completions' | Should -BeLike '*longnnn*'
    }
}
