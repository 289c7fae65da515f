import type { ErrorCode } from '../../../../core/errors.ts'

/** Files and scans, backup, database, data packs. */
export const files = {
  DISK_FULL: '磁盘已满，数据未作改动。清理磁盘后重试。',
  FILE_DAMAGED: '存档文件 {ref} 已损坏。重新扫描该资料，或从备份恢复。',
  FILE_MISSING: '找不到该文件。如在 U 盘上，请重新插入后再选。',
  SCAN_DAMAGED: '该 {kind} 文件不完整或已损坏。重新扫描或复制。',
  SCAN_EMPTY: '文件为空。重新扫描或复制。',
  SCAN_ENCRYPTED: '该 {kind} 文件设有密码或权限保护。另存为无保护的文件后再添加。',
  SCAN_NOT_A_SCAN: '这不是扫描件，看起来是{looksLike}。改用 PDF、JPEG 或 PNG 文件。',
  SCAN_TOO_LARGE: '文件 {bytes} 字节，上限 {limit} 字节。改用 200 dpi 扫描，或拆分。',
  SCAN_TOO_MANY_PAGES: '文件 {pages} 页，上限 {limit} 页。拆分后再添加。',
  SCAN_TOO_MANY_PIXELS: '图片为 {width} × {height} 像素，过大。改用 200 dpi 扫描。',
  BACKUP_AUDIT_BROKEN: '审计日志断链或末端不符，数据未作改动。停止使用，报系统管理员和总行。',
  BACKUP_COUNTS_DIFFER: '表 {table} 有 {found} 行，备份记载 {expected} 行，数据未作改动。换用其他备份。',
  BACKUP_DAMAGED: '备份已损坏：{file}，数据未作改动。换用其他备份。',
  BACKUP_DATABASE_DAMAGED: '副本中的数据库未通过检查，数据未作改动。换用其他备份。',
  BACKUP_KEY_WRONG: '备份旁的密钥属于另一备份。重新复制整个文件夹。',
  BACKUP_NEWER_FORMAT: '该备份由更新的程序制作（{format}，本程序支持 {known}）。先升级程序。',
  BACKUP_NOT_FOUND: '该文件夹不是备份。改选名为 backup-… 的文件夹。',
  BACKUP_PAPER_MISSING: '备份缺少资料 {ref}，数据未作改动。换用其他备份。',
  RESTORE_SWAP_FAILED: '数据文件夹被其他程序占用（{reason}），原数据已放回。关闭其他程序后重试。',
  DATABASE_CHANGED: '数据库结构被程序以外改动（{migration}），未打开。从备份恢复。',
  DATABASE_DAMAGED: '数据库{problem}，未打开，文件保持原样。从最近的备份恢复。',
  DATABASE_NEWER: '数据库由更新的程序写过（{version}，本程序支持 {known}）。先升级程序。',
  NUMBERS_USED_UP: '今日该类编号已用完。下一营业日再办，并报系统管理员。',
  DATA_FILE_INVALID: '数据文件 {file} 第 {line} 行第 {column} 列有误（{path}）：{reason}。改正后重新启动。',
} satisfies Partial<Record<ErrorCode, string>>
