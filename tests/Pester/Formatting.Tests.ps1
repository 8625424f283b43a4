BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $null = Connect-Fluence -Emulator
}
AfterAll { Disconnect-Fluence }

Describe 'Formatting' {
    It 'shows a VM as a row of its seven columns' {
        $text = Get-FluenceVm | Format-Table | Out-String -Width 200
        $text | Should -Match 'Name\s+Status\s+PublicIp\s+Country\s+Price\s+CPU\s+Id'
        $vm = Get-FluenceVm | Select-Object -First 1
        $text | Should -BeLike "*$($vm.Name)*$($vm.Id)*"
        $text | Should -Match '\d\.\d{4} USDC?/h'
    }

    It 'lists every property of a VM and of a machine, with times in UTC' {
        $null = Connect-Cudos -Emulator
        try {
            foreach ($object in (Get-FluenceVm | Where-Object PublicIp | Select-Object -First 1),
                (Get-Machine | Where-Object Address | Select-Object -First 1)) {
                $text = $object | Format-List | Out-String -Width 200
                $shown = [regex]::Matches($text, '(?m)^(?:\e\[[\d;]*m)?(\w+)\s*:') | ForEach-Object { $_.Groups[1].Value }
                $shown | Sort-Object | Should -Be ($object.PSObject.Properties.Name | Sort-Object)
                foreach ($time in $object.PSObject.Properties | Where-Object Value -is DateTimeOffset) {
                    $text | Should -Match ("{0}\s*:.*{1:yyyy-MM-dd HH:mm:ss}Z" -f $time.Name, $time.Value.UtcDateTime)
                }
            }
        }
        finally { Disconnect-Cudos }
    }

    It 'shows what a machine has left in a window of 80 columns' {
        $null = Connect-Cudos -Emulator
        try { Get-Machine | Format-Table | Out-String -Width 80 | Should -Match '198\.18\.0\.0 +\d+\.\d\d' }
        finally { Disconnect-Cudos }
    }

    It 'has no script block in a column' {
        Get-Content (Join-Path (Get-Module FluenceVm).ModuleBase FluenceVm.Format.ps1xml) -Raw | Should -Not -Match 'ScriptBlock'
    }

    It 'prints ports, resources and datacenters as people write them' {
        $vm = Get-FluenceVm -Status $Running | Select-Object -First 1
        "$($vm.Ports[0])" | Should -Match '^\d+/(tcp|udp|sctp)$'
        ($vm.Resources | Where-Object Type -eq RAM).Unit | Should -Be $MemoryUnit
        "$($vm.Datacenter)" | Should -Match '^[A-Z]{2}-'
    }

    It 'gives lists that can be indexed' {
        $null = New-FluenceVm listed ubuntu-22-04-x64 laptop -Count 2
        Set-VmEmulatorFault Balance Status
        $objects = @(Get-FluenceVm; Get-FluenceOrder listed-*; Find-FluenceOffer; Get-FluenceDatacenter; Get-VmEmulator)
        Clear-VmEmulatorFault
        $lists = foreach ($property in $objects | ForEach-Object { $_.PSObject.Properties }) {
            if ($property.Value -is [Collections.ICollection] -and $property.Value -isnot [Collections.IDictionary]) { , $property }
        }
        $lists.Name |
            Sort-Object -Unique |
            Should -Be 'AdditionalStorage', 'ApiKeys', 'Certifications', 'DiskIds', 'Faults', 'Ports', 'Resources', 'VmIds'
        foreach ($list in $lists) {
            if ($list.Value.Count) { , $list.Value[0] | Should -Not -BeOfType Collections.ICollection -Because $list.Name }
        }
    }

    It 'compares statuses with plain text, whatever the case' {
        (Get-FluenceVm | Where-Object Status -eq ACTIVE).Count | Should -Be (Get-FluenceVm | Where-Object { $_.Status -eq 'Active' }).Count
    }

    It 'never sends a control character of a name to the terminal' {
        $server = Start-TestServer {
            @{
                Body = '[{"id":"0x0000000000000000000000000000000000000001","vmName":"evil\u001b[31m\u202e\r\nname",' +
                    '"status":"Active\u0007","pricePerEpoch":"1","resources":[]}]'
            }
        }
        try {
            $connection = Connect-Fluence -ApiKey $Canary -Endpoint $server.Uri -ApiVersion MarketV3
            $vm = Get-FluenceVm -Connection $connection
            foreach ($text in ($vm | Format-Table | Out-String), ($vm | Format-List | Out-String), "$vm") {
                (Remove-Colour $text) -replace '\r?\n' | Should -Not -Match "[\x00-\x1f\x7f\u202e]"
                $text | Should -Not -Match "evil$([char]27)"
            }
            $vm.Name | Should -BeLike 'evil*name'
        }
        finally { Stop-TestServer $server; $null = Connect-Fluence -Emulator }
    }
}
