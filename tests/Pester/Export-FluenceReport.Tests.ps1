BeforeAll { . $PSScriptRoot/Setup.ps1 }

Describe 'Export-FluenceReport' {
    BeforeEach {
        # Its clock stands still, so that two requests see the same.
        $emulator = Start-VmEmulator -ClockRate 0
        $service = @{ Endpoint = $emulator.Uri; ApiKey = $emulator.ApiKey }
        $null = Connect-Fluence @service -ApiVersion Cloud
        Step-VmEmulator 3d
        $file = Join-Path $TestDrive 'fleet.html'
        Remove-Item $file -ErrorAction Ignore
        $culture = [Globalization.CultureInfo]::InvariantCulture
        function Read-Report { [IO.File]::ReadAllText($file) }
        function Get-Amount($Amount) { ([decimal] $Amount).ToString('#,##0.00', $culture) }
    }
    AfterEach {
        Get-CudosContext | ForEach-Object { Disconnect-Cudos }
        Disconnect-TestEmulator
    }

    It 'writes one file and gives it back' {
        $written = Export-FluenceReport $file
        $written | Should -BeOfType [IO.FileInfo]
        $written.FullName | Should -Be $file
        @(Get-ChildItem $TestDrive -Filter fleet*).Count | Should -Be 1 -Because 'nothing is left beside it'
        [IO.File]::ReadAllBytes($file)[0] | Should -Be ([byte][char]'<') -Because 'a byte order mark is no part of a page'
    }

    It 'tells the numbers that the cmdlets tell' {
        Export-FluenceReport $file | Out-Null
        $text = Read-Report
        $total, $cost = (Get-FluenceCharge -Total).Cost, (Measure-FluenceCost)
        $text | Should -Match ([regex]::Escape("$(Get-Amount $total) USD"))
        $text | Should -Match ([regex]::Escape("$(Get-Amount $cost.PerDay) USD"))
        $text | Should -Match ([regex]::Escape("$(Get-Amount $cost.Per30Days) USD"))
        $text | Should -Match $cost.RunsOutAt.UtcDateTime.ToString('yyyy-MM-dd HH:mm', $culture)
        $cost.DebtSteps.Count | Should -Be 2
        foreach ($step in $cost.DebtSteps) { $text | Should -Match $step.At.UtcDateTime.ToString('yyyy-MM-dd HH:mm', $culture) }
        $text | Should -Match '\(date documented\)'
        $text | Should -Match '\(date guessed\)'
        foreach ($day in Get-FluenceCharge -GroupBy Type -Period Day) {
            $text | Should -Match "data-value=`"$($day.Cost.ToString($culture))`""
        }
        foreach ($item in $cost.Items) { $text | Should -Match "<td class=`"id`">$($item.Id)</td>" }
        foreach ($orphan in Get-FluenceOrphan) { $text | Should -Match $orphan.Id }
    }

    It 'covers the days that are asked for' {
        $today = (Get-VmEmulator).Now.UtcDateTime.Date
        Export-FluenceReport $file -From $today.AddDays(-2) -To $today.AddDays(-1) | Out-Null
        $text = Read-Report
        $text | Should -Match "Spent from $($today.AddDays(-2).ToString('yyyy-MM-dd')) to $($today.AddDays(-1).ToString('yyyy-MM-dd'))"
        $text | Should -Match ([regex]::Escape((Get-Amount (Get-FluenceCharge $today.AddDays(-2) $today.AddDays(-1) -Total).Cost)))
    }

    It 'tells machines of Cudos Compute, if that is connected, in their own currency' {
        $null = Connect-Cudos -Emulator
        Export-FluenceReport $file | Out-Null
        $text = Read-Report
        foreach ($machine in Get-Machine | Where-Object { -not $_.IsOver }) { $text | Should -Match "<td class=`"id`">$($machine.Id)</td>" }
        $text | Should -Match '\d CUDOS<'
        $text | Should -Match '\d USD<'
    }

    It 'tells orders of unknown outcome' {
        $null = Connect-Fluence @service -ApiVersion MarketV3
        Set-VmEmulatorFault CreateVm DropBefore -Count 1
        New-FluenceVm lost -Image ubuntu-22-04-x64 -SshKey laptop -OrderKey lost-order -TimeoutSec 1 @Quiet | Out-Null
        Export-FluenceReport $file | Out-Null
        (Read-Report) | Should -Match 'lost-order'
    }

    It 'says on the marketplace what runs up, and nothing of what was spent' {
        $null = Connect-Fluence @service -ApiVersion MarketV3
        Export-FluenceReport $file | Out-Null
        $text = Read-Report
        $text | Should -Match "$(Get-Amount (Measure-FluenceCost).PerDay) USDC"
        $text | Should -Match 'Next charge'
        $text | Should -Not -Match '<figure'
    }

    It 'names what could not be read, as an error and in the report' {
        Set-VmEmulatorFault Charges Status -StatusCode 403
        Export-FluenceReport $file -ErrorVariable failures @Quiet | Should -Not -BeNullOrEmpty
        $failures | Should -Not -BeNullOrEmpty
        $text = Read-Report
        $text | Should -Match '<ul class="notes"><li>Spent by day: not in this report'
        $text | Should -Match 'Everything that is billed'
    }

    It 'shows the name <_> as a name' -ForEach '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "it's & {{style}} `u{1F600}" {
        $server = Start-TestServer -With @{ Name = $_ } {
            param($request, $with)
            $name = ConvertTo-Json $with.Name
            switch ($request.Path) {
                '/v3/account/charges/total' { @{ Body = '{"total":"1.5"}' } }
                '/v3/account/charges/aggregated' {
                    @{
                        Body = '[{"resourceId":"r","resourceName":' + $name + ',"resourceType":"VM","totalUsageHours":"1",' +
                            '"totalCost":"1.5"}]'
                    }
                }
                '/v3/vms' {
                    @{
                        Body = '{"items":[{"id":"fa4e0001-0001-4000-8000-00000000000e","name":' + $name + ',"status":"launched"}],' +
                            '"pagination":{"currentPage":1,"totalPages":1,"filteredRecords":1}}'
                    }
                }
                { $_ -in '/v3/storages', '/v3/public-ips', '/v3/security-groups' } {
                    @{ Body = '{"items":[],"pagination":{"currentPage":1,"totalPages":0,"filteredRecords":0}}' }
                }
                default { @{ Body = '{"items":[]}' } }
            }
        }
        try {
            $null = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion Cloud
            Export-FluenceReport $file @Quiet | Out-Null
        }
        finally { Stop-TestServer $server }
        $text = Read-Report
        $escaped = ([Xml.Linq.XText]::new($_)).ToString()
        ([regex]::Matches($text, [regex]::Escape(">$escaped<"))).Count | Should -BeGreaterOrEqual 2
        ([regex]::Matches($text, '<script')).Count | Should -Be 2
        $text | Should -Not -Match '<img'
        $text | Should -Not -Match ([regex]::Escape($Canary))
    }

    It 'writes nothing under -WhatIf' {
        Export-FluenceReport $file -WhatIf
        Test-Path $file | Should -BeFalse
        Get-Request Charges | Should -BeNullOrEmpty
    }

    It 'says which folder is not there' {
        { Export-FluenceReport $TestDrive/nowhere/fleet.html -ErrorAction Stop } | Should -Throw -ErrorId 'ReportFolderMissing,*'
    }

    It 'opens it in the browser' {
        if ($IsWindows -or $PSEdition -ne 'Core' -or $IsMacOS) { Set-ItResult -Skipped -Because 'a browser would open' }
        $opened = Join-Path $TestDrive opened
        $bin = (New-Item (Join-Path $TestDrive bin) -ItemType Directory -Force).FullName
        [IO.File]::WriteAllText("$bin/xdg-open", "#!/bin/sh`necho `"`$1`" > '$opened'`n")
        chmod +x "$bin/xdg-open"
        $path, $env:PATH = $env:PATH, "$bin$([IO.Path]::PathSeparator)$env:PATH"
        try { Export-FluenceReport $file -Show | Out-Null } finally { $env:PATH = $path }
        # The program is another process, whose file comes when it comes.
        for ($i = 0; $i -lt 100 -and -not (Test-Path $opened); $i++) { Start-Sleep -Milliseconds 50 }
        Get-Content $opened | Should -Be $file
    }
}
